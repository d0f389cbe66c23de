//! Words of the workshops that come ready: agendas and what the facilitator says.

use super::{phrases, words};

words! {
    scoring_about: "30 minutes: everybody plays a card for each number of the framework, then you talk about the ones that differ.", "30 分钟：逐项出牌为框架中的每个数值打分，然后讨论分歧。";
    need_and_goal: "Need × goal", "用户需求 × 业务目标";
    need_and_goal_about: "60 minutes: how much each item serves your needs and goals, and dots at the end.", "60 分钟：评估每项对用户需求与业务目标的帮助，最后点投。";
    kano_in_the_room: "Kano in the room", "现场 Kano";
    kano_in_the_room_about: "45 minutes: the people in the room answer as users would.", "45 分钟：在场的人站在用户角度作答。";
    quarterly: "Quarterly planning", "季度规划";
    quarterly_about: "90 minutes: ideas, scores, dots, and how sure everybody is of the plan.", "90 分钟：收集想法、打分、点投，最后看大家对计划的信心。";
    blank: "Empty agenda", "空白议程";
    new_title: "New workshop", "新工作坊";
    blank_about: "Put the agenda together yourself.", "自行安排议程。";
    warm_up: "Warm-up", "热身";
    talk: "Talk about the disagreements", "讨论分歧";
    wrap_up: "What we decided", "总结决定";
    ideas: "Ideas", "想法";
    kano_round: "With it, and without it", "有它与没有它";
    dots: "Dots", "点投";
    confidence: "Fist of five", "五指信心投票";
    role_product: "Product", "产品";
    role_engineering: "Engineering", "研发";
    warm_up_script: "Say why you are here and what will be decided today. Say that votes stay hidden until you reveal them, and whether they have names. Let everybody open the link once.", "说明今天为什么聚在一起、要决定什么。告知投票在揭晓前不会公开，以及是否记名。请每个人先打开一次链接。";
    score_script: "Read the question aloud. Everybody votes alone; “I don't know” is a good answer. Reveal, and talk only where the votes differ.", "读出问题。每人独立投票，“不知道”也是很好的回答。揭晓后只讨论有分歧的项。";
    contributions_script: "Everybody judges alone how much each item serves it. An item that harms it is a find: say so.", "每人独立判断各项的帮助程度。若某项有损害，这是重要发现，请指出来。";
    talk_script: "Take the disagreements in the order shown: the first could change the plan most. Let the highest and the lowest vote speak first, then vote again.", "按显示的顺序讨论分歧：排在最前的最可能改变计划。先请最高与最低的投票者发言，然后重新投票。";
    dots_script: "Dots are for what should come first. Nobody sees where others put theirs. After the reveal, talk about ties and take over the first ones: that marks them in the plan.", "把票投给应优先做的需求。大家看不到别人投给了谁。揭晓后讨论并列项，并采用排在前面的需求：计划中会加上标签。";
    wrap_up_script: "Read out what was agreed and what was parked. Write down under Follow-ups who does what until when.", "宣读已达成的共识与暂存的议题。在“后续事项”中记下谁在何时之前做什么。";
    kano_script: "Ask everybody to answer as a user, not as a colleague. Say who that user is.", "请每个人站在用户而非同事的角度作答，并说明这位用户是谁。";
    kano_round_script: "Two answers for each: how you would feel with it, and without it. There is no right answer.", "每项回答两次：有它时的感受，没有它时的感受。没有标准答案。";
    ideas_script: "Three minutes in silence, then send. What comes in goes to the plan with the status “Idea” after you have looked at it.", "静默思考三分钟后提交。收到的想法经您查看后以“想法”状态加入计划。";
    quarterly_script: "Say what the quarter is about and how much room there is. What was promised already is no vote.", "说明本季度的重点与可用产能。已经承诺的事项不再投票。";
    confidence_script: "On three, everybody shows how sure they are that this plan can be done. Ask those with 2 or less what would make it a 3.", "数到三，大家同时表示对完成计划的信心。请给出 2 分及以下的人说明怎样才能到 3 分。";
}

phrases! {
    scoring(framework: &str): "{framework} round", "{framework} 评分";
    score(input: &str): "Score: {input}", "打分：{input}";
    serves(title: &str): "Serves: {title}", "帮助：{title}";
}
