"""What figures are of: sentences with the exact facts that they state, by the shape of the sentence.

Names are invented, and so is every figure. Where nothing may be read at all: `test_reading_nothing.py`.
"""

from __future__ import annotations

import pytest

from tests.tasks.extract.paragraphs import DISTRICT, Case, expected, read

CASES: dict[str, list[Case]] = {
    "stocks": [
        Case("全县有幼儿园85所。", "kindergartens 85"),
        Case(
            "全县共有各级各类学校212所，在校学生48620人，教职工3915人。",
            "schools 212; students 48620; staff 3915",
        ),
        Case("现有专任教师2764名。", "full_time_teachers 2764"),
        Case("全县现有教学点36个。", "teaching_points 36"),
        Case(
            "我县小学适龄儿童入学率100%，初中阶段入学率99.6%，九年义务教育巩固率97.8%。",
            (
                "primary_net_enrolment_rate 100; junior_gross_enrolment_rate 99.6; "
                "compulsory_retention_rate 97.8"
            ),
        ),
        Case(
            "高中阶段毛入学率为92.4%，三类残疾儿童入学率为96.5%。",
            "senior_gross_enrolment_rate 92.4; disabled_enrolment_rate 96.5",
        ),
        Case("小学辍学率0.01%，初中辍学率0.32%。", "primary_dropout_rate 0.01; junior_dropout_rate 0.32"),
        Case("全县在编教师2210人，教师缺口185人。", "established_teachers 2210; teacher_shortage 185"),
        Case("接收进城务工人员随迁子女3104人。", "migrant_children_enrolled 3104"),
        Case(
            "教师学历合格率99.8%，教师持证率98.5%。",
            "teacher_qualification_rate 99.8; certified_teacher_share 98.5",
        ),
        Case(
            "全县尚有失学辍学学生12人，劝返辍学学生27人。", "out_of_school_children 12; dropouts_returned 27"
        ),
        Case("还缺教师120人。", "teacher_shortage 120"),
        Case("向农村学校选派支教教师46人。", "teachers_rotated 46"),
        Case("招聘保安46名。", "security_guards 46"),
        Case("退休教职工86人，招聘教师40人。", "teachers_recruited 40"),
    ],
    "figure before its noun": [
        Case(
            "全县有85所幼儿园、121所小学、30所初中。",
            "kindergartens 85; primary_schools 121; junior_secondary_schools 30",
        ),
        Case("各校配备了212名专职保安员。", "security_guards 212"),
        Case("开展应急疏散演练318次，举办法治讲座46场。", "safety_drills 318; law_education_sessions 46"),
        Case("组织了318次应急疏散演练。", "safety_drills 318"),
        Case("全年共撤并18所小规模学校。", "schools_merged 18"),
        Case("选派112名教师下乡支教。", "teachers_rotated 112"),
        Case("新购校车12辆。", "school_buses 12"),
        Case("全县组建了4个教育集团，设立9个学区。", "education_groups 4; school_districts 9"),
        Case("建成标准化学校46所，撤并学校9所。", "standardised_schools 46; schools_merged 9"),
        Case("消除大班额27个。", "large_classes_eliminated 27"),
    ],
    "enumerations with brackets": [
        Case(
            "全县有幼儿园85所（公办32所、民办53所），在园幼儿14208人。",
            (
                "kindergartens 85; public_kindergartens 32; private_kindergartens 53; "
                "preschool_enrolment 14208"
            ),
        ),
        Case(
            "现有义务教育学校168所（小学121所，初中30所，九年一贯制学校5所，教学点12个）。",
            (
                "compulsory_schools 168; primary_schools 121; junior_secondary_schools 30; "
                "nine_year_schools 5; teaching_points 12"
            ),
        ),
        Case(
            "全县在校学生48620人（小学29850人，初中12770人，高中6000人）。",
            "students 48620; primary_enrolment 29850; junior_secondary_enrolment 12770",
        ),
        Case("全县共有教职工3915人（其中专任教师3402人）。", "staff 3915; full_time_teachers 3402"),
        Case(
            "小学121所（含教学点36个），在校学生29850人。",
            "primary_schools 121; teaching_points 36; primary_enrolment 29850",
        ),
        Case("小学121所（农村86所，城区35所）。", "primary_schools 121"),
        Case(
            "幼儿园85所（其中公办32所（含乡镇中心园18所）、民办53所）。",
            "kindergartens 85; public_kindergartens 32; private_kindergartens 53",
        ),
    ],
    "one after another": [
        Case(
            "小学、初中入学率分别为100%、99.5%。",
            "primary_net_enrolment_rate 100; junior_gross_enrolment_rate 99.5",
        ),
        Case("小学和初中辍学率分别为0.02%和0.4%。", "primary_dropout_rate 0.02; junior_dropout_rate 0.4"),
        Case(
            "全县现有幼儿园85所，公办、民办分别为32所和53所。",
            "kindergartens 85; public_kindergartens 32; private_kindergartens 53",
        ),
        Case(
            "幼儿园、小学、初中分别有85所、121所、30所。",
            "kindergartens 85; primary_schools 121; junior_secondary_schools 30",
        ),
        Case("小学、初中差异系数分别为0.412和0.365。", "cv_primary 0.412; cv_junior 0.365"),
        Case(
            "学前三年毛入园率、九年义务教育巩固率、高中阶段毛入学率分别达到91.3%、97.8%和92.4%。",
            (
                "preschool_gross_enrolment_rate 91.3; compulsory_retention_rate 97.8; "
                "senior_gross_enrolment_rate 92.4"
            ),
        ),
    ],
    "one figure for several": [
        Case(
            "初中入学率和九年义务教育巩固率均为100%。",
            "junior_gross_enrolment_rate 100; compulsory_retention_rate 100",
        ),
        Case(
            "小学入学率、初中入学率都达到99.9%。",
            "primary_net_enrolment_rate 99.9; junior_gross_enrolment_rate 99.9",
        ),
    ],
    "a head over several clauses": [
        Case(
            "全县在校学生48620人，其中小学29850人，初中12770人。",
            "students 48620; primary_enrolment 29850; junior_secondary_enrolment 12770",
        ),
        Case(
            "在园幼儿14208人，其中公办园6230人，民办园7978人。",
            "preschool_enrolment 14208; public_preschool_enrolment 6230; private_preschool_enrolment 7978",
        ),
        Case(
            "全年招聘教师120人，其中特岗教师60人、小学全科教师24人、公费师范生18人。",
            (
                "teachers_recruited 120; special_post_teachers_recruited 60; "
                "general_primary_teachers_recruited 24; publicly_funded_graduates_recruited 18"
            ),
        ),
        Case(
            "幼儿园共85所，其中公办32所，民办53所，普惠性民办幼儿园41所。",
            (
                "kindergartens 85; public_kindergartens 32; private_kindergartens 53; "
                "inclusive_private_kindergartens 41"
            ),
        ),
        Case(
            "招聘特岗教师36名、小学全科教师22名、高中教师17名。",
            (
                "special_post_teachers_recruited 36; general_primary_teachers_recruited 22; "
                "senior_teachers_recruited 17"
            ),
        ),
        Case("共排查安全隐患185处，整改172处。", "hazards_found 185; hazards_rectified 172"),
        Case("排查整改安全隐患96处。", "hazards_found 96; hazards_rectified 96"),
        Case(
            "有小学121所，在校学生29850人；初中30所，在校学生12770人。",
            (
                "primary_schools 121; primary_enrolment 29850; junior_secondary_schools 30; "
                "junior_secondary_enrolment 12770"
            ),
        ),
        Case(
            "公办幼儿园32所，在园幼儿6230人；民办幼儿园53所，在园幼儿7978人。",
            (
                "public_kindergartens 32; public_preschool_enrolment 6230; private_kindergartens 53; "
                "private_preschool_enrolment 7978"
            ),
        ),
        Case("移民安置点新建幼儿园2所。", "kindergartens_built 2"),
    ],
    "shares and their wholes": [
        Case("公办幼儿园占幼儿园总数的38%。", "public_kindergarten_share 38"),
        Case("公办园在园幼儿占在园幼儿总数的52.3%。", "public_enrolment_share 52.3"),
        Case("普惠性幼儿园在园幼儿占比86.1%。", "inclusive_coverage_rate 86.1"),
        Case(
            "公办幼儿园32所，占全县幼儿园总数的37.6%，在园幼儿6230人，占适龄幼儿的20.3%。",
            "public_kindergartens 32; public_kindergarten_share 37.6; public_preschool_enrolment 6230",
        ),
        Case(
            "普惠性幼儿园71所，占幼儿园总数的83.5%。",
            "inclusive_kindergartens 71; inclusive_kindergarten_share 83.5",
        ),
        Case(
            "交流轮岗教师188人，占符合交流条件教师总数的12.5%。",
            "teachers_rotated 188; teacher_rotation_share 12.5",
        ),
        Case("残疾儿童入学率95%，送教上门46人。", "disabled_enrolment_rate 95"),
        Case("全年资助学生12000人次，其中高中1200人次。", "students_aided 12000"),
        Case("高于国家规定的95%标准，残疾儿童入学率达98%。", "disabled_enrolment_rate 98"),
    ],
    "bounds": [
        Case("全县专任教师近2800人。", "full_time_teachers 2800 ~"),
        Case("教职工3900余人。", "staff 3900 ~"),
        Case("学前三年毛入园率达90%以上。", "preschool_gross_enrolment_rate 90 >="),
        Case("全年培训教师5000多人次。", "teacher_training_participants 5000 ~"),
        Case("九年义务教育巩固率稳定在97%左右。", "compulsory_retention_rate 97 ~"),
        Case("普惠性幼儿园覆盖率超过85%。", "inclusive_coverage_rate 85 >="),
        Case("投入教师培训经费约300万元。", "teacher_training_investment 300 ~"),
        Case("56人以上大班额占比不超过5%。", "large_class_share 5 <="),
        Case("全县在校学生达4.8万余人。", "students 48000 ~"),
        Case("高中阶段毛入学率接近92%。", "senior_gross_enrolment_rate 92 ~"),
        Case("高中阶段毛入学率达90%以上，比上年高2个百分点。", "senior_gross_enrolment_rate 90 >="),
    ],
    "units": [
        Case("全县有幼儿园85个，小学121个。", "kindergartens 85; primary_schools 121"),
        Case("全县在校学生4.86万人。", "students 48600"),
        Case("新建改扩建校舍4.9万平方米。", "school_floor_area_built 49000"),
        Case("九年义务教育巩固率达百分之九十六。", "compulsory_retention_rate 96"),
        Case("全县设立学区三个。", "school_districts 3"),
        Case("全县有初中二十三所。", "junior_secondary_schools 23"),
        Case("全年教育经费支出1.2亿元。", "education_expenditure 12000"),
        Case("师生比为1：14.5。", "student_teacher_ratio 14.5"),
        Case("未成年人犯罪率0.2‰。", "juvenile_crime_rate 0.02"),
        Case("消除D级危房6300㎡。", "dilapidated_area_removed 6300"),
    ],
    "money": [
        Case("投入资金1200万元，用于校舍建设。", "school_construction_investment 1200"),
        Case("全年发放资助资金912万元，资助贫困学生9120人次。", "aid_amount 912; students_aided 9120"),
        Case("投入1.2亿元，新建幼儿园6所。", "preschool_investment 12000; kindergartens_built 6"),
        Case("投入教师培训经费146万元。", "teacher_training_investment 146"),
        Case("投入320万元用于校园安防设施建设。", "safety_investment 320"),
        Case("投入146万元，组织开展教师培训活动46期。", "teacher_training_investment 146"),
        Case("全年教育经费支出5.6亿元。", "education_expenditure 56000"),
        Case("学校建设累计投入资金2.3亿元。", "school_construction_investment 23000"),
        Case("计划投入2000万元用于幼儿园建设。", "preschool_investment 2000 planned"),
        Case("幼儿园建设投入资金2300万元。", "preschool_investment 2300"),
        Case("教师培训投入146万元。", "teacher_training_investment 146"),
    ],
    "named schools and towns": [
        Case("新建幼儿园3所（城南幼儿园、柳林幼儿园、河口幼儿园）。", "kindergartens_built 3"),
        Case("建成城南镇、柳林镇、河口镇3所幼儿园。", "kindergartens_built 3"),
        Case(
            "全县有幼儿园85所；柳林镇有幼儿园6所；全县在园幼儿14208人。",
            "kindergartens 85; preschool_enrolment 14208",
        ),
        Case("云溪县有小学121所。", "primary_schools 121"),
    ],
    "other levels": [
        Case(
            "全省学前三年毛入园率为88.1%，我县学前三年毛入园率为91.3%。",
            "preschool_gross_enrolment_rate 91.3",
        ),
        Case("全市共有幼儿园412所，全区有幼儿园85所。", "kindergartens 85", names=DISTRICT),
        Case("全市招聘教师900人。", "", names=DISTRICT),
        Case("全区现有小学46所。", "primary_schools 46", names=DISTRICT),
        Case("全市共有小学83所。", "primary_schools 83", names=("平湖市", "平湖")),
    ],
    "stages carried on": [
        Case("全县有小学121所。在校学生29850人。", "primary_schools 121; primary_enrolment 29850"),
        Case(
            "全县有小学121所，初中30所。在校学生42620人。", "primary_schools 121; junior_secondary_schools 30"
        ),
        Case("现有专任教师620人。", "", headings="普通高中教育"),
        Case("小学教育质量提升，辍学率为0.02%。", "primary_dropout_rate 0.02"),
        Case("新增幼儿园学位720个。", "preschool_places_added 720"),
        Case("增加学位720个。", "compulsory_places_added 720"),
        Case("新增义务教育学位720个。", "compulsory_places_added 720"),
    ],
    "parts of a whole": [
        Case("全县幼儿园85所，其中城区28所，农村57所。", "kindergartens 85"),
        Case("小学121所，其中完全小学85所，教学点36个。", "primary_schools 121; teaching_points 36"),
        Case("学生总数48620人，其中寄宿生9120人，留守儿童5210人。", "students 48620"),
        Case("专任教师2764人，其中小学1510人，初中980人。", "full_time_teachers 2764"),
        Case("教职工3915人，其中小学1820人，初中1210人，幼儿园885人。", "staff 3915"),
        Case("新建学校12所，其中小学6所，初中2所，幼儿园4所。", "kindergartens_built 4"),
        Case("撤并学校9所，其中小学7所，初中2所。", "schools_merged 9"),
        Case("资助学生9120人次，其中幼儿1200人次，小学4200人次，初中2100人次。", "students_aided 9120"),
        Case("排查隐患185处，其中消防隐患46处。", "hazards_found 185"),
        Case("失学儿童12人，其中小学2人，初中10人。", "out_of_school_children 12"),
        Case("随迁子女3104人，其中小学2100人，初中1004人。", "migrant_children_enrolled 3104"),
    ],
}


@pytest.mark.parametrize(
    "case", [pytest.param(c, id=f"{group}: {c.text}") for group in CASES for c in CASES[group]]
)
def test_exactly_these_facts_are_read(case: Case) -> None:
    assert read(case) == expected(case)
