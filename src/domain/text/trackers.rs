//! Words about tables of other trackers.

use super::words;

words! {
    plain_table: "A plain table", "普通表格";

    jira: "Jira", "Jira";
    linear: "Linear", "Linear";
    asana: "Asana", "Asana";
    trello: "Trello", "Trello";
    gitlab: "GitLab", "GitLab";
    azure: "Azure DevOps", "Azure DevOps";
    productboard: "Productboard", "Productboard";
    roadmunk: "Roadmunk", "Roadmunk";
    ducalis: "Ducalis", "Ducalis";
    chinese: "Chinese requirement sheet", "中文需求表";

    jira_table: "an export from Jira", "Jira 导出的表格";
    linear_table: "an export from Linear", "Linear 导出的表格";
    asana_table: "an export from Asana", "Asana 导出的表格";
    trello_table: "an export from Trello", "Trello 导出的表格";
    gitlab_table: "an export from GitLab", "GitLab 导出的表格";
    azure_table: "an export from Azure DevOps", "Azure DevOps 导出的表格";
    productboard_table: "an export from Productboard", "Productboard 导出的表格";
    roadmunk_table: "a table of Roadmunk", "Roadmunk 的表格";
    ducalis_table: "a table of Ducalis", "Ducalis 的表格";
    chinese_table: "a Chinese requirement sheet", "中文需求表";

    jira_csv: "Jira (CSV)", "Jira（CSV）";
    linear_csv: "Linear (CSV)", "Linear（CSV）";
    asana_csv: "Asana (CSV)", "Asana（CSV）";
    trello_csv: "Trello (CSV)", "Trello（CSV）";
    gitlab_csv: "GitLab (CSV)", "GitLab（CSV）";
    azure_csv: "Azure DevOps (CSV)", "Azure DevOps（CSV）";
    productboard_csv: "Productboard (CSV)", "Productboard（CSV）";
    roadmunk_csv: "Roadmunk (CSV)", "Roadmunk（CSV）";
    ducalis_csv: "Ducalis (CSV)", "Ducalis（CSV）";
    chinese_csv: "Chinese requirement sheet (CSV)", "中文需求表（CSV）";

    about_jira: "For Jira's CSV import: labels and links in columns of their own, dates as its importer expects them.", "用于 Jira 的 CSV 导入：标签和关联各占一列，日期采用其导入器的默认格式。";
    about_linear: "For Linear's CSV import, with its column names and states.", "用于 Linear 的 CSV 导入，采用其列名和状态。";
    about_asana: "For Asana's CSV importer: the name first, dates as month/day/year, dependencies by name.", "用于 Asana 的 CSV 导入：名称在第一列，日期为 月/日/年，依赖以名称表示。";
    about_trello: "The columns of Trello's own CSV export, for Power-Ups that import cards.", "与 Trello 自身的 CSV 导出同列，供可导入卡片的 Power-Up 使用。";
    about_gitlab: "For GitLab's issue import, which takes title, description, due date and milestone.", "用于 GitLab 的议题导入；它读取标题、描述、截止日期和里程碑。";
    about_azure: "For “Import work items” of Azure Boards: updates work items by their number, makes the others new.", "用于 Azure Boards 的“导入工作项”：按编号更新已有工作项，其余新建。";
    about_productboard: "Features with status, owner, timeframe and effort, for Productboard and tools like it.", "包含状态、负责人、时间范围和工作量的功能列表，适用于 Productboard 及同类工具。";
    about_roadmunk: "For Roadmunk's CSV import: items with dates, or with a bucket where there are none.", "用于 Roadmunk 的 CSV 导入：条目带日期；没有日期的放入时间桶。";
    about_ducalis: "For Ducalis: issues with their reach, impact, confidence and effort.", "用于 Ducalis：需求及其触达、影响、信心和工作量。";
    about_chinese: "The requirement sheet that PingCode, Worktile, TAPD and ZenTao import and export; opens in Excel.", "PingCode、Worktile、TAPD、禅道通用的需求表，可直接用 Excel 打开。";
}
