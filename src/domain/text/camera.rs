//! Words for scanning codes with the camera.

use super::words;

words! {
    scan: "Scan with the camera", "用摄像头扫描";
    stop: "Stop the camera", "关闭摄像头";
    picture: "What the camera sees", "摄像头画面";
    starting: "Starting the camera…", "正在启动摄像头…";
    hold: "Hold a phone with its code before the camera. The vote is taken in at once.", "将手机上的二维码对准摄像头，识别后立即录入选票。";
    no_ballot: "That QR code holds no ballot.", "该二维码不是选票。";
    missing: "Browsers offer the camera only to pages that came over https or from this computer. Paste the codes instead.", "浏览器仅对 https 页面或本机页面开放摄像头。请改为粘贴代码。";
    refused: "The browser does not let this page use the camera. Allow it beside the address, or paste the codes.", "浏览器未允许本页面使用摄像头。请在地址栏旁允许，或粘贴代码。";
    not_found: "No camera was found. Paste the codes instead.", "未找到摄像头。请改为粘贴代码。";
    busy: "The camera does not start. Perhaps another program has it: close that one, and try again.", "摄像头无法启动，可能正被其他程序占用。请关闭该程序后重试。";
}
