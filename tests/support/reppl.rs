//! Transfers of money, a Kano study of 358 people: what they answered, and what was published.
//!
//! Reppel, A. (2022), Doing Research Online: The Kano Model (R), README and data at
//! github.com/REPPL/Doing-research-online-the-kano-model. Only facts are retyped here: how
//! many respondents chose each pair of answers, and the printed figures. `computed` figures
//! come from the same counts by statsmodels and scipy; the probabilities from 400,000 draws.

use std::fmt::Write as _;
use std::rc::Rc;

use steelyard::domain::kano::table::Table;
use steelyard::domain::kano::{Answer, Feature, Reply, Respondent, Study};
use steelyard::domain::plan::Id;

/// Rows: with the feature, like to dislike. Columns: without it.
pub type Cells = [[u32; 5]; 5];

/// One feature of the study.
pub struct Facts {
    pub item: &'static str,
    pub title: &'static str,
    pub cells: Cells,
    /// The 207 women and the 150 men among them; one person is neither.
    pub women: Cells,
    pub men: Cells,
    /// How often each importance, 1 to 9, was stated.
    pub importance: [u32; 9],
    pub importance_deviation: f64,
    pub published: Published,
    /// Mean, deviation, error with the feature and without it; questionable pairs counted.
    pub continuous: [f64; 6],
    pub quadrant: &'static str,
    pub by_table: [Computed; 2],
}

/// As printed, by Pouliot's table and the grouped rule.
pub struct Published {
    pub counts: [u32; 6],
    pub class: &'static str,
    pub importance: f64,
    pub satisfaction: f64,
    pub dissatisfaction: f64,
}

/// Computed from the counts of one table.
pub struct Computed {
    pub table: Table,
    pub counts: [u32; 6],
    pub mode: &'static str,
    pub grouped: &'static str,
    pub category_strength: f64,
    pub total_strength: f64,
    /// Value, low, high.
    pub better: [f64; 3],
    pub worse: [f64; 3],
    pub covariance: f64,
    pub fong_bound: f64,
    pub fong_is_significant: bool,
    /// z and two-sided p.
    pub sign_test: [f64; 2],
    pub mode_probability: f64,
    pub sison_glaz: [[f64; 2]; 6],
}

/// The study with every respondent, women first.
pub fn study() -> Study {
    let mut respondents: Vec<Respondent> = (0..358)
        .map(|at| Respondent {
            id: format!("r{at:03}").as_str().into(),
            segment: if at < 207 {
                "female"
            } else if at < 357 {
                "male"
            } else {
                ""
            }
            .into(),
            ..Respondent::default()
        })
        .collect();
    for facts in &FACTS {
        let mut rest = facts.cells;
        for (row, (women, men)) in rest.iter_mut().zip(facts.women.iter().zip(facts.men)) {
            for (cell, (women, men)) in row.iter_mut().zip(women.iter().zip(men)) {
                *cell -= women + men;
            }
        }
        let pairs = [facts.women, facts.men, rest].iter().flat_map(expand).collect::<Vec<_>>();
        let importance = (1..=9).zip(facts.importance).flat_map(|(value, count)| vec![value; count as usize]);
        for ((respondent, (functional, dysfunctional)), importance) in
            respondents.iter_mut().zip(pairs).zip(importance)
        {
            let answer = Answer {
                functional: Some(functional),
                dysfunctional: Some(dysfunctional),
                importance: Some(importance),
            };
            respondent.answers.push((Id::from(facts.item), answer));
            respondent.answers.sort_by(|a, b| a.0.cmp(&b.0));
        }
    }
    Study {
        features: FACTS
            .iter()
            .map(|facts| Feature { item: facts.item.into(), ..Feature::default() })
            .collect(),
        respondents: respondents.into_iter().map(Rc::new).collect(),
        ..Study::default()
    }
}

/// The raw answers as a survey service hands them out: one row per respondent, in columns such as
/// `F6_f`, `F6_d` and `F6_imp`.
pub fn csv() -> String {
    let mut text = String::from("id,gender");
    for facts in &FACTS {
        let name = facts.item;
        let _ = write!(text, ",{name}_f,{name}_d,{name}_imp");
    }
    for respondent in &study().respondents {
        let _ = write!(text, "\r\n{},{}", respondent.id, respondent.segment);
        for facts in &FACTS {
            let answer = respondent.answer(facts.item);
            let reply =
                |reply: Option<Reply>| reply.map_or(String::new(), |reply| reply.number().to_string());
            let functional = reply(answer.and_then(|answer| answer.functional));
            let dysfunctional = reply(answer.and_then(|answer| answer.dysfunctional));
            let importance = answer.and_then(|answer| answer.importance).unwrap_or(0);
            let _ = write!(text, ",{functional},{dysfunctional},{importance}");
        }
    }
    text
}

/// One pair of answers per respondent.
fn expand(cells: &Cells) -> Vec<(Reply, Reply)> {
    let mut pairs = Vec::new();
    for (functional, row) in Reply::ALL.into_iter().zip(cells) {
        for (dysfunctional, &count) in Reply::ALL.into_iter().zip(row) {
            pairs.extend(vec![(functional, dysfunctional); count as usize]);
        }
    }
    pairs
}

pub const FACTS: [Facts; 6] = [
    Facts {
        item: "F6",
        title: "Anonymous transfers",
        cells: [
            [13, 21, 32, 38, 19],
            [11, 10, 20, 9, 3],
            [9, 31, 70, 10, 4],
            [10, 11, 9, 7, 2],
            [10, 7, 1, 1, 0],
        ],
        women: [[7, 13, 13, 25, 7], [4, 3, 9, 6, 0], [5, 22, 43, 7, 3], [7, 9, 5, 5, 1], [7, 5, 1, 0, 0]],
        men: [[6, 8, 19, 13, 12], [7, 7, 11, 3, 3], [4, 9, 26, 3, 1], [3, 2, 4, 2, 1], [3, 2, 0, 1, 0]],
        importance: [15, 21, 68, 39, 84, 20, 64, 6, 41],
        importance_deviation: 2.1969801433223233,
        published: Published {
            counts: [9, 19, 91, 160, 49, 30],
            class: "I",
            importance: 5.089385,
            satisfaction: 0.3942652,
            dissatisfaction: -0.1003584,
        },
        continuous: [
            1.4553072625698324,
            2.0747818326813103,
            0.10965562718462085,
            0.1564245810055866,
            1.6663082724999971,
            0.08806712870999742,
        ],
        quadrant: "I",
        by_table: [
            Computed {
                table: Table::Berger,
                counts: [9, 19, 91, 177, 49, 13],
                mode: "I",
                grouped: "I",
                category_strength: 0.24022346368715083,
                total_strength: 0.3324022346368715,
                better: [0.3716216216216216, 0.31854465464531223, 0.4279880620146339],
                worse: [-0.0945945945945946, -0.133318302521254, -0.066258697457523],
                covariance: 9.809389374765559e-05,
                fong_bound: 21.366522135256936,
                fong_is_significant: true,
                sign_test: [5.2532861073211246, 1.4940916656698467e-07],
                mode_probability: 1.0,
                sison_glaz: [
                    [0.0, 0.07867402432515302],
                    [0.0, 0.10660698521900777],
                    [0.20111731843575417, 0.30772430365476194],
                    [0.44134078212290506, 0.5479477673419129],
                    [0.08379888268156424, 0.190405867900572],
                    [0.0, 0.08984720868269493],
                ],
            },
            Computed {
                table: Table::Pouliot,
                counts: [9, 19, 91, 160, 49, 30],
                mode: "I",
                grouped: "I",
                category_strength: 0.19273743016759776,
                total_strength: 0.3324022346368715,
                better: [0.3942652329749104, 0.3387307829263598, 0.4526717920497411],
                worse: [-0.1003584229390681, -0.14122213300879916, -0.0703503113923956],
                covariance: 0.0001022671018705118,
                fong_bound: 21.06642154282762,
                fong_is_significant: true,
                sign_test: [4.355241381374842, 1.3292036483133374e-05],
                mode_probability: 1.0,
                sison_glaz: [
                    [0.0, 0.079044140192916],
                    [0.0, 0.10697710108677075],
                    [0.20111731843575417, 0.3080944195225249],
                    [0.3938547486033519, 0.5008318496901227],
                    [0.08379888268156424, 0.190775983768335],
                    [0.03072625698324022, 0.13770335807001097],
                ],
            },
        ],
    },
    Facts {
        item: "F7",
        title: "Convenient transfers",
        cells: [[12, 10, 13, 47, 121], [3, 6, 9, 32, 57], [2, 5, 19, 7, 2], [2, 3, 2, 4, 0], [0, 1, 1, 0, 0]],
        women: [[5, 7, 9, 20, 75], [2, 4, 5, 17, 32], [1, 5, 14, 4, 1], [2, 1, 1, 2, 0], [0, 0, 0, 0, 0]],
        men: [[7, 3, 4, 27, 46], [1, 2, 4, 15, 24], [1, 0, 5, 3, 1], [0, 2, 1, 2, 0], [0, 1, 1, 0, 0]],
        importance: [4, 6, 14, 12, 56, 38, 105, 20, 103],
        importance_deviation: 1.9128877733696334,
        published: Published {
            counts: [59, 121, 70, 77, 9, 22],
            class: "O",
            importance: 6.804469,
            satisfaction: 0.5840979,
            dissatisfaction: -0.5504587,
        },
        continuous: [
            2.8240223463687153,
            1.5338509123601227,
            0.08106653969742332,
            2.3379888268156424,
            1.969020112024121,
            0.10406594655983868,
        ],
        quadrant: "O",
        by_table: [
            Computed {
                table: Table::Berger,
                counts: [59, 121, 70, 87, 9, 12],
                mode: "O",
                grouped: "O",
                category_strength: 0.09497206703910614,
                total_strength: 0.6983240223463687,
                better: [0.5667655786350149, 0.5134017372566281, 0.6186244550842311],
                worse: [-0.5341246290801187, -0.5866989949842588, -0.4807810588788469],
                covariance: 0.00016714240546009324,
                fong_bound: 20.044302886663093,
                fong_is_significant: true,
                sign_test: [2.3574758339572237, 0.018399652861192658],
                mode_probability: 0.9908,
                sison_glaz: [
                    [0.11173184357541899, 0.21971786292316126],
                    [0.2849162011173184, 0.39290222046506074],
                    [0.1424581005586592, 0.2504441199064015],
                    [0.18994413407821228, 0.2979301534259545],
                    [0.0, 0.08005305845388752],
                    [0.0, 0.08843294672204394],
                ],
            },
            Computed {
                table: Table::Pouliot,
                counts: [59, 121, 70, 77, 9, 22],
                mode: "O",
                grouped: "O",
                category_strength: 0.12290502793296089,
                total_strength: 0.6983240223463687,
                better: [0.5840978593272171, 0.5300023824268253, 0.6362403859252762],
                worse: [-0.5504587155963303, -0.6034785630832984, -0.4962670979279627],
                covariance: 0.00014834502633617546,
                fong_bound: 19.74808137204966,
                fong_is_significant: true,
                sign_test: [3.1269438398822866, 0.0017663366484100085],
                mode_probability: 0.9991,
                sison_glaz: [
                    [0.11173184357541899, 0.2185498819450546],
                    [0.2849162011173184, 0.391734239486954],
                    [0.1424581005586592, 0.2492761389282948],
                    [0.16201117318435754, 0.26882921155399314],
                    [0.0, 0.07888507747578084],
                    [0.008379888268156423, 0.11519792663779202],
                ],
            },
        ],
    },
    Facts {
        item: "F8",
        title: "Reliable transfers",
        cells: [
            [14, 15, 24, 39, 122],
            [1, 7, 10, 23, 63],
            [1, 4, 15, 3, 1],
            [2, 4, 3, 2, 2],
            [0, 2, 1, 0, 0],
        ],
        women: [[5, 7, 12, 21, 79], [1, 3, 5, 12, 36], [1, 2, 11, 3, 1], [1, 3, 0, 0, 1], [0, 2, 1, 0, 0]],
        men: [[9, 7, 12, 18, 43], [0, 4, 5, 11, 27], [0, 2, 4, 0, 0], [1, 1, 3, 2, 1], [0, 0, 0, 0, 0]],
        importance: [1, 1, 17, 11, 47, 29, 98, 28, 126],
        importance_deviation: 1.8144638113619906,
        published: Published {
            counts: [66, 122, 78, 62, 7, 23],
            class: "O",
            importance: 7.125698,
            satisfaction: 0.6097561,
            dissatisfaction: -0.5731707,
        },
        continuous: [
            2.9189944134078214,
            1.5106075335496252,
            0.0798380889556598,
            2.2849162011173183,
            2.057260523440193,
            0.10872959721671456,
        ],
        quadrant: "O",
        by_table: [
            Computed {
                table: Table::Berger,
                counts: [66, 122, 78, 71, 7, 14],
                mode: "O",
                grouped: "O",
                category_strength: 0.12290502793296089,
                total_strength: 0.7430167597765364,
                better: [0.5934718100890207, 0.5402621428935395, 0.6445745263836633],
                worse: [-0.5578635014836796, -0.6099400738571239, -0.5044826261716209],
                covariance: 9.181466512220853e-05,
                fong_bound: 19.809215732404976,
                fong_is_significant: true,
                sign_test: [3.111269837220809, 0.00186284629798189],
                mode_probability: 0.999,
                sison_glaz: [
                    [0.13128491620111732, 0.23910857368854443],
                    [0.2877094972067039, 0.39553315469413103],
                    [0.164804469273743, 0.27262812676117015],
                    [0.1452513966480447, 0.2530750541354718],
                    [0.0, 0.07430410441480143],
                    [0.0, 0.09385717704049976],
                ],
            },
            Computed {
                table: Table::Pouliot,
                counts: [66, 122, 78, 62, 7, 23],
                mode: "O",
                grouped: "O",
                category_strength: 0.12290502793296089,
                total_strength: 0.7430167597765364,
                better: [0.6097560975609756, 0.555985924217844, 0.6609851566587748],
                worse: [-0.573170731707317, -0.6255476154717424, -0.5190997717793367],
                covariance: 6.846606984808709e-05,
                fong_bound: 19.809215732404976,
                fong_is_significant: true,
                sign_test: [3.111269837220809, 0.00186284629798189],
                mode_probability: 0.9991,
                sison_glaz: [
                    [0.13128491620111732, 0.23817345152176822],
                    [0.2877094972067039, 0.39459803252735476],
                    [0.164804469273743, 0.2716930045943939],
                    [0.12011173184357543, 0.22700026716422633],
                    [0.0, 0.07336898224802518],
                    [0.011173184357541902, 0.11806171967819279],
                ],
            },
        ],
    },
    Facts {
        item: "F9",
        title: "Responsive transfers",
        cells: [
            [11, 12, 27, 106, 76],
            [3, 6, 13, 28, 20],
            [4, 5, 19, 3, 4],
            [1, 4, 6, 1, 1],
            [0, 1, 1, 2, 4],
        ],
        women: [[4, 9, 16, 66, 42], [3, 3, 6, 14, 10], [3, 2, 15, 1, 2], [0, 4, 4, 1, 0], [0, 0, 0, 0, 2]],
        men: [[7, 3, 11, 40, 34], [0, 3, 7, 13, 10], [1, 3, 4, 2, 2], [1, 0, 2, 0, 1], [0, 1, 1, 2, 2]],
        importance: [4, 2, 14, 15, 71, 33, 107, 34, 78],
        importance_deviation: 1.8147979772843366,
        published: Published {
            counts: [25, 76, 145, 78, 12, 22],
            class: "A",
            importance: 6.664804,
            satisfaction: 0.6820988,
            dissatisfaction: -0.3117284,
        },
        continuous: [
            2.9022346368715084,
            1.6916156832630018,
            0.08940466693012428,
            1.770949720670391,
            1.849534635310409,
            0.09775094288951879,
        ],
        quadrant: "A",
        by_table: [
            Computed {
                table: Table::Berger,
                counts: [25, 76, 145, 85, 12, 15],
                mode: "A",
                grouped: "A",
                category_strength: 0.16759776536312848,
                total_strength: 0.6871508379888268,
                better: [0.6676737160120846, 0.615259733261484, 0.7162404351792464],
                worse: [-0.30513595166163143, -0.35674239397797025, -0.2580006535098297],
                covariance: 7.817521456338894e-05,
                fong_bound: 20.616241156945673,
                fong_is_significant: true,
                sign_test: [3.956282840374722, 7.612502462153449e-05],
                mode_probability: 1.0,
                sison_glaz: [
                    [0.016759776536312845, 0.12518820554731075],
                    [0.15921787709497207, 0.26764630610596996],
                    [0.35195530726256985, 0.4603837362735677],
                    [0.18435754189944134, 0.29278597091043923],
                    [0.0, 0.08887535638529956],
                    [0.0, 0.09725524465345599],
                ],
            },
            Computed {
                table: Table::Pouliot,
                counts: [25, 76, 145, 78, 12, 22],
                mode: "A",
                grouped: "A",
                category_strength: 0.1871508379888268,
                total_strength: 0.6871508379888268,
                better: [0.6820987654320988, 0.6295134709046044, 0.7304166014677784],
                worse: [-0.3117283950617284, -0.3641229539781543, -0.2637459542470092],
                covariance: 6.77109500396092e-05,
                fong_bound: 20.445763090478067,
                fong_is_significant: true,
                sign_test: [4.486651852222248, 7.235115587111787e-06],
                mode_probability: 1.0,
                sison_glaz: [
                    [0.016759776536312845, 0.124426433648297],
                    [0.15921787709497207, 0.26688453420695624],
                    [0.35195530726256985, 0.459621964374554],
                    [0.164804469273743, 0.2724711263857272],
                    [0.0, 0.08811358448628583],
                    [0.008379888268156423, 0.11604654538014057],
                ],
            },
        ],
    },
    Facts {
        item: "F10",
        title: "Secure transfers",
        cells: [[12, 8, 5, 5, 174], [3, 8, 4, 5, 79], [2, 9, 19, 1, 10], [1, 1, 3, 2, 1], [0, 0, 1, 0, 5]],
        women: [[6, 4, 2, 3, 108], [0, 6, 3, 1, 45], [1, 7, 13, 0, 5], [1, 0, 0, 1, 0], [0, 0, 0, 0, 1]],
        men: [[6, 4, 3, 2, 66], [3, 2, 1, 4, 34], [1, 2, 6, 1, 4], [0, 1, 3, 1, 1], [0, 0, 1, 0, 4]],
        importance: [0, 1, 12, 5, 33, 16, 75, 21, 195],
        importance_deviation: 1.6909032253067775,
        published: Published {
            counts: [90, 174, 18, 42, 7, 27],
            class: "O",
            importance: 7.72905,
            satisfaction: 0.5925926,
            dissatisfaction: -0.8148148,
        },
        continuous: [
            2.776536312849162,
            1.615855355373744,
            0.08540060918315964,
            2.905027932960894,
            2.0033382152846295,
            0.10587971467634198,
        ],
        quadrant: "O",
        by_table: [
            Computed {
                table: Table::Berger,
                counts: [90, 174, 18, 52, 7, 17],
                mode: "O",
                grouped: "O",
                category_strength: 0.2346368715083799,
                total_strength: 0.7877094972067039,
                better: [0.5748502994011976, 0.5212766416131764, 0.6267217721236555],
                worse: [-0.7904191616766467, -0.8306430108282696, -0.7435908344706388],
                covariance: 0.00019935746134751905,
                fong_bound: 21.300932389695785,
                fong_is_significant: true,
                sign_test: [5.169842621131974, 2.342912171645174e-07],
                mode_probability: 1.0,
                sison_glaz: [
                    [0.19832402234636873, 0.30515788226499246],
                    [0.43296089385474856, 0.5397947537733724],
                    [0.0, 0.10404056382923826],
                    [0.09217877094972068, 0.19901263086834442],
                    [0.0, 0.07331430684599805],
                    [0.0, 0.10124726773985279],
                ],
            },
            Computed {
                table: Table::Pouliot,
                counts: [90, 174, 18, 42, 7, 27],
                mode: "O",
                grouped: "O",
                category_strength: 0.2346368715083799,
                total_strength: 0.7877094972067039,
                better: [0.5925925925925926, 0.5383091855027002, 0.6447061055341046],
                worse: [-0.8148148148148148, -0.8533358193542216, -0.7689161701709147],
                covariance: 0.00016723399210824945,
                fong_bound: 21.300932389695785,
                fong_is_significant: true,
                sign_test: [5.169842621131974, 2.342912171645174e-07],
                mode_probability: 1.0,
                sison_glaz: [
                    [0.19832402234636873, 0.30454308740898245],
                    [0.43296089385474856, 0.5391799589173623],
                    [0.0, 0.10342576897322825],
                    [0.06424581005586592, 0.17046487511847963],
                    [0.0, 0.07269951198998803],
                    [0.022346368715083803, 0.12856543377769752],
                ],
            },
        ],
    },
    Facts {
        item: "F11",
        title: "Transparent transfers",
        cells: [[16, 5, 21, 62, 90], [8, 7, 19, 29, 27], [1, 4, 32, 14, 5], [0, 3, 4, 2, 0], [2, 1, 2, 1, 3]],
        women: [[9, 2, 12, 38, 55], [3, 4, 6, 18, 17], [0, 3, 23, 9, 1], [0, 2, 2, 1, 0], [0, 0, 1, 1, 0]],
        men: [[7, 2, 9, 24, 35], [5, 3, 13, 11, 10], [1, 1, 9, 5, 4], [0, 1, 2, 1, 0], [2, 1, 1, 0, 3]],
        importance: [2, 4, 18, 10, 60, 40, 86, 30, 108],
        importance_deviation: 1.8976354487589844,
        published: Published {
            counts: [32, 90, 88, 105, 15, 28],
            class: "O",
            importance: 6.865922,
            satisfaction: 0.5650794,
            dissatisfaction: -0.3873016,
        },
        continuous: [
            2.594972067039106,
            1.7539638579240562,
            0.09269987035276016,
            1.7932960893854748,
            1.9864413732734352,
            0.10498668882707353,
        ],
        quadrant: "A",
        by_table: [
            Computed {
                table: Table::Berger,
                counts: [32, 90, 88, 114, 15, 19],
                mode: "I",
                grouped: "O",
                category_strength: 0.0670391061452514,
                total_strength: 0.5865921787709497,
                better: [0.5493827160493827, 0.49494205773494565, 0.6026660974846836],
                worse: [-0.3765432098765432, -0.43045748773870784, -0.32552212421221904],
                covariance: 0.000218862488968672,
                fong_bound: 19.928632443332695,
                fong_is_significant: true,
                sign_test: [1.6803361008336117, 0.09289194088370532],
                mode_probability: 0.9287,
                sison_glaz: [
                    [0.036312849162011177, 0.14457369951515153],
                    [0.19832402234636873, 0.30658487269950907],
                    [0.19273743016759776, 0.3009982805207381],
                    [0.26536312849162014, 0.3736239788447605],
                    [0.0, 0.09708766599559847],
                    [0.0, 0.10826085035314037],
                ],
            },
            Computed {
                table: Table::Pouliot,
                counts: [32, 90, 88, 105, 15, 28],
                mode: "I",
                grouped: "O",
                category_strength: 0.04189944134078212,
                total_strength: 0.5865921787709497,
                better: [0.5650793650793651, 0.5098744035999428, 0.6187161509397573],
                worse: [-0.3873015873015873, -0.4421464541337469, -0.3351723416633578],
                covariance: 0.00021224809735769667,
                fong_bound: 19.654572424216482,
                fong_is_significant: false,
                sign_test: [1.0741723110591495, 0.28274545993277445],
                mode_probability: 0.7905,
                sison_glaz: [
                    [0.036312849162011177, 0.14369933820305075],
                    [0.19832402234636873, 0.3057105113874083],
                    [0.19273743016759776, 0.30012391920863735],
                    [0.24022346368715083, 0.3476099527281904],
                    [0.0, 0.09621330468349767],
                    [0.025139664804469275, 0.13252615384550884],
                ],
            },
        ],
    },
];
