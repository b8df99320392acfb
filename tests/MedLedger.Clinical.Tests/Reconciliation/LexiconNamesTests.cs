using MedLedger.Clinical.Reconciliation;
using MedLedger.Domain.Coding;
using static MedLedger.Clinical.Tests.Summary.Build;

namespace MedLedger.Clinical.Tests.Reconciliation;

public sealed class LexiconNamesTests
{
    [Theory]
    [InlineData("Complete atrioventricular block", "complete heart block")]
    [InlineData("Diabetes mellitus Typ 2", "type 2 diabetes mellitus")]
    [InlineData("Hypothyroïdie", "hypothyroidism")]
    [InlineData("Obstructive sleep apnoea", "obstructive sleep apnea")]
    [InlineData("Vorhofflimmern, paroxysmal", "paroxysmal atrial fibrillation")]
    [InlineData("Focal epilepsy (disorder)", "partial epilepsy")]
    [InlineData("Essential (primary) hypertension", "HTN")]
    [InlineData("Hypothyroidism due to Hashimoto thyroiditis", "Hashimoto's hypothyroidism")]
    public void A_problem_under_two_of_its_names_is_one_line(string coded, string told) =>
        Assert.Single(Record(Document("list.xml", "2024-01-01", Problem(coded)), Document("letter.txt", "2024-02-01", Problem(told))).ActiveProblems);

    [Theory]
    [InlineData("type 1 diabetes mellitus", "type 2 diabetes mellitus")]
    [InlineData("paroxysmal atrial fibrillation", "permanent atrial fibrillation")]
    [InlineData("left breast cancer", "right breast cancer")]
    [InlineData("acute kidney injury", "chronic kidney disease")]
    [InlineData("hepatitis B", "hepatitis C")]
    [InlineData("type 2 diabetes mellitus", "Nephropathy due to type 2 diabetes mellitus")]
    [InlineData("chronic kidney disease", "polycystic kidney disease")]
    [InlineData("chronic kidney disease stage 3a", "chronic kidney disease stage 4")]
    [InlineData("osteoporosis", "osteoarthritis")]
    [InlineData("focal epilepsy", "juvenile myoclonic epilepsy")]
    public void Two_diseases_stay_two(string one, string other) =>
        Assert.Equal(2, Record(Document("list.xml", "2024-01-01", Problem(one)), Document("letter.txt", "2024-02-01", Problem(other))).ActiveProblems.Count);

    [Fact]
    public void An_infection_in_pregnancy_leaves_the_pregnancy_on_the_page() =>
        Assert.Contains(Record(Document("list.xml", "2025-02-10", Problem("Urinary tract infection in pregnancy")), Document("letter.txt", "2025-02-12", Problem("pregnancy"))).ActiveProblems, line => line.Concept.Text == "pregnancy");

    [Theory]
    [InlineData("dementia", "Alzheimer's disease")]
    [InlineData("diabetes mellitus", "type 2 diabetes")]
    [InlineData("heart disease", "ischemic heart disease")]
    [InlineData("Depression", "Major depressive disorder")]
    [InlineData("focal epilepsy", "temporal lobe epilepsy")]
    public void The_name_of_the_whole_group_joins_the_kind_of_it(string broad, string narrow) =>
        Assert.Equal(narrow, Assert.Single(Record(Document("list.xml", "2024-01-01", Problem(narrow)), Document("letter.txt", "2024-02-01", Problem(broad))).ActiveProblems).Concept.Text);

    [Fact]
    public void Two_kinds_of_dementia_leave_no_third_line() =>
        Assert.Equal(2, Record(Document("letter.txt", "2024-02-01", Problem("Alzheimer's disease"), Problem("vascular dementia"), Problem("dementia"))).ActiveProblems.Count);

    [Theory]
    [InlineData("Kiwi fruit", "kiwi")]
    [InlineData("cashew nuts", "cashew")]
    [InlineData("Cephalexin", "cefalexin")]
    public void A_substance_under_two_of_its_names_is_one(string one, string other) =>
        Assert.NotEmpty(ConceptKeys.OfSubstance(new CodedText(one)).Intersect(ConceptKeys.OfSubstance(new CodedText(other))));

    [Theory]
    [InlineData("peanut", "tree nuts")]
    [InlineData("cow's milk", "goat's milk")]
    [InlineData("penicillin", "cephalosporins")]
    public void Another_substance_is_not(string one, string other) =>
        Assert.Empty(ConceptKeys.OfSubstance(new CodedText(one)).Intersect(ConceptKeys.OfSubstance(new CodedText(other))));

    [Theory]
    [InlineData("Implantable venous access port, right chest", "port-a-cath", true)]
    [InlineData("Left knee prosthesis", "Right knee prosthesis", false)]
    [InlineData("Dual chamber pacemaker", "cardiac resynchronization pacemaker", false)]
    public void A_device_under_two_of_its_names_is_one(string one, string other, bool same) =>
        Assert.Equal(same, ConceptKeys.OfDevice(new CodedText(one)).Intersect(ConceptKeys.OfDevice(new CodedText(other))).Any());
}
