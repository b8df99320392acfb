using System.Text.Json;
using System.Text.RegularExpressions;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Clinical.Rules;
using MedLedger.Clinical.Summary;
using MedLedger.Clinical.Summary.Wording;
using MedLedger.Domain.Findings;
using MedLedger.TestKit;
using static MedLedger.Clinical.Tests.Summary.Build;

namespace MedLedger.Clinical.Tests.Summary;

public sealed partial class WordingTests
{
    public static TheoryData<string> Others => [.. PageWords.Languages.Skip(1)];

    [Theory]
    [MemberData(nameof(Others))]
    public void Every_key_and_every_place_of_the_English_page_is_in_every_language(string language)
    {
        var english = RuleFile.Read<WordFile>("page-en.json");
        var other = RuleFile.Read<WordFile>($"page-{language}.json");
        Assert.Equal(english.Words.Keys.Order(StringComparer.Ordinal), other.Words.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(english.Phrases.Keys.Order(StringComparer.Ordinal), other.Phrases.Keys.Order(StringComparer.Ordinal));
        foreach (var (key, words) in english.Words) Assert.True(Places(words) == Places(other.Words[key]), $"{key}: {other.Words[key]}");
        foreach (var (template, words) in other.Phrases) Assert.True(Places(template) == Places(words), $"{template}: {words}");
        Assert.All(other.Words.Values.Concat(other.Phrases.Values), words => Assert.False(string.IsNullOrWhiteSpace(words)));
    }

    [Theory]
    [InlineData("it is to be stopped, on a day that is not known")]
    [InlineData("it was to be stopped the day after, on a condition")]
    [InlineData("it was to be removed")]
    [InlineData("named only as the time for which another is taken")]
    [InlineData("the form asks for either of two")]
    [InlineData("it is the title of a form")]
    [InlineData("it is not clear whether the no denies or forbids it")]
    [InlineData("different doses in a week")]
    [InlineData("only while taking enoxaparin, which is not listed any more")]
    [InlineData("a course without a stated end, last mentioned long before this day")]
    public void A_doubt_is_said_in_the_language_of_the_page(string doubt) =>
        Assert.All(PageWords.Languages.Skip(1), language => Assert.NotEqual(doubt, new Phrases(RuleFile.Read<WordFile>($"page-{language}.json").Phrases).Of(doubt)));

    [Theory]
    [MemberData(nameof(Others))]
    public void Sentences_are_translated_not_copied(string language)
    {
        var english = RuleFile.Read<WordFile>("page-en.json");
        var other = RuleFile.Read<WordFile>($"page-{language}.json");
        var copied = english.Words.Where(one => Words().Count(one.Value) > 2 && other.Words[one.Key] == one.Value).Select(one => one.Key)
            .Concat(other.Phrases.Where(one => Words().Count(one.Key) > 3 && one.Key == one.Value).Select(one => one.Key));
        Assert.Empty(copied);
    }

    [Fact]
    public void The_page_has_no_fixed_word_that_is_not_in_a_file()
    {
        // Every word of the files is wrapped; what stands outside of the wrapping must come from the documents.
        var english = RuleFile.Read<WordFile>("page-en.json");
        var marked = new PageWords(new("qps", english.Words.ToDictionary(one => one.Key, one => $"⟦{one.Value}⟧"), english.Phrases.ToDictionary(one => one.Key, one => $"⟦{one.Value}⟧")));
        foreach (var record in new[] { Build.Record(RichRecord.Documents()), Build.Record(), Quarrel() })
        {
            var page = OnePage.From(record, marked);
            var fromDocuments = Words().Matches(JsonSerializer.Serialize(record) + " " + string.Join(' ', page.Safety.Alerts.Select(alert => $"{alert.Because} {alert.Source}")) + string.Join(' ', page.Safety.Scores.Select(score => score.Name).Concat(page.Safety.RuleSets.Select(set => set.Name)))).Select(match => match.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var text in (string[])[Visible(HtmlPage.Render(page)), TextPage.Render(page, 100)])
            {
                var outside = text;
                while (Wrapped().IsMatch(outside)) outside = Wrapped().Replace(outside, " ");
                Assert.DoesNotContain(Words().Matches(outside.Replace("⟦", " ").Replace("⟧", " ")).Select(match => match.Value), word => !fromDocuments.Contains(word));
            }
        }
    }

    [Fact]
    public void The_German_page_says_so_and_keeps_clinical_names_as_the_source_has_them()
    {
        var html = HtmlPage.Render(OnePage.From(Quarrel(), PageWords.In("de-CH")!));
        Assert.Contains("<html lang=\"de\">", html, StringComparison.Ordinal);
        Assert.Contains("Allergien", html, StringComparison.Ordinal);
        Assert.Contains("penicillin", html, StringComparison.Ordinal);
        Assert.Contains("Widerspruch: „keine bekannten Arzneimittelallergien“ angegeben in later, 2025-02-01", Visible(html), StringComparison.Ordinal);
        Assert.Contains("nicht sicher gelesen: „digox“", Visible(html), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("denied in Letter, 2024-01-02; excluded in Note, undated", "verneint in Letter, 2024-01-02; ausgeschlossen in Note, undated")]
    [InlineData("a newer but unsure statement: stopped: rash (Letter, 2024-01-02)", "eine neuere, aber unsichere Angabe: abgesetzt: rash (Letter, 2024-01-02)")]
    [InlineData("It is about another person, or not certainly about this one: name and birth date disagree.", "Es handelt von einer anderen Person oder nicht sicher von dieser: Name und Geburtsdatum weichen ab.")]
    [InlineData("harmful in pregnancy; no document says whether the patient is pregnant", "schädlich in der Schwangerschaft; kein Dokument sagt, ob die Patientin schwanger ist")]
    [InlineData("salt and pepper", "salt and pepper")]
    public void A_reason_is_said_again_in_the_language_of_the_page(string english, string german) =>
        Assert.Equal(german, PageWords.In("de")!.Say(english));

    [Theory]
    [InlineData("en", "en")]
    [InlineData("fr-CA", "fr")]
    [InlineData("ES", "es")]
    [InlineData("it", null)]
    [InlineData("", null)]
    public void A_language_is_found_by_its_code(string code, string? found) => Assert.Equal(found, PageWords.In(code)?.Language);

    [Fact]
    public void Every_way_in_which_reading_can_fail_and_every_doubt_of_the_rules_has_its_phrase()
    {
        // The sentences stand in code as literals; one that the phrase book lacks would appear in English on a German page.
        var german = PageWords.In("de")!;
        var files = (string[])["src/MedLedger.Ingestion/Intake/ReadingProblems.cs", "src/MedLedger.Clinical/Identification/ClaimComparison.cs", "src/MedLedger.Clinical/Understanding/Doubt.cs", "src/MedLedger.Clinical/Reconciliation/DocumentNotices.cs"];
        var sentences = files.SelectMany(file => Sentence().Matches(File.ReadAllText(Repository.Path(file))).Select(match => match.Groups["text"].Value))
            .Select(text => Hole().Replace(text, "7")).Where(text => !text.Contains('$', StringComparison.Ordinal)).Distinct().ToList();
        Assert.True(sentences.Count > 30);
        Assert.DoesNotContain(sentences, text => german.Say(text) == text && !IsNextStep(text));
    }

    [Fact]
    public void Every_doubt_of_a_reader_of_text_has_its_phrase()
    {
        var german = PageWords.In("de")!;
        var doubts = ((string[])["Relations", "Context", "Understanding"]).SelectMany(folder => Directory.GetFiles(Repository.Path($"src/MedLedger.Clinical/{folder}"), "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => Doubts().Matches(File.ReadAllText(file))).Select(match => match.Groups["text"].Value).Distinct().ToList();
        Assert.True(doubts.Count > 20);
        Assert.Equal([], doubts.Where(text => german.Say(text) == text));
    }

    // What to do next is told by the command line and the report, not by the page.
    private static bool IsNextStep(string text) => NextStep().IsMatch(text);

    private static PatientRecord Quarrel() => Build.Record(
        Document("first.txt", "2025-01-01", Allergy("penicillin", "rash") with { Severity = "severe" }, Drug("digoxin", "0.125 mg").Unsure("read without certainty: \"digox\""), Lab("Potassium", 4.1m, "mmol/L", "2024-12-01"), Lab("Potassium", 4.4m, "mmol/L", "2024-12-11"), Lab("Potassium", 5.2m, "mmol/L", "2024-12-21")),
        Document("later.txt", "2025-02-01", None(NoKnownScope.DrugAllergies)));

    private static string Places(string text) => string.Join(' ', Place().Matches(text).Select(match => match.Value.Replace("+", "")).Order(StringComparer.Ordinal));

    private static string Visible(string html) => System.Net.WebUtility.HtmlDecode(Tag().Replace(html[html.IndexOf("<body>", StringComparison.Ordinal)..], " "));

    [GeneratedRegex(@"\{[0-9]\+?\}")]
    private static partial Regex Place();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"⟦[^⟦⟧]*⟧")]
    private static partial Regex Wrapped();

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Words();

    [GeneratedRegex("\"(?<text>[A-Z][a-z]*( [^\"]+){2,}\\.)\"")]
    private static partial Regex Sentence();

    // A doubt is a clause about the thing: no name of a substance, heading or phrase of a text begins so.
    [GeneratedRegex("\"(?<text>(?:it|its|told as|the (?:same|words|record|dose|attached)|which|nobody|a line) [^\"{|\\\\]{12,})\"")]
    private static partial Regex Doubts();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex("^(Ask|Check|Compare|Export|Hand in|If|Look|Save|Scan|Split)")]
    private static partial Regex NextStep();
}
