using MedLedger.Domain.Findings;
using MedLedger.TestKit;

namespace MedLedger.Clinical.Tests.Understanding;

/// <summary>Whole invented letters (tests/corpus/letters): what must be understood, and what must not.</summary>
public class LetterTests
{
    public static TheoryData<string> Names => [.. Directory.GetFiles(Repository.Path("tests", "corpus", "letters"), "*.txt").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_letter_is_understood_as_its_reader_would(string name)
    {
        var findings = Reading.Of(File.ReadAllText(Repository.Path("tests", "corpus", "letters", name + ".txt"))).Findings.Select(found => found.Finding).ToList();
        var wrong = File.ReadAllLines(Repository.Path("tests", "corpus", "letters", name + ".tsv")).Skip(1).Select(line => line.Split('\t'))
            .Where(row => findings.Exists(finding => Holds(finding, row[0]) && finding.Concept.Text.Contains(row[2], StringComparison.OrdinalIgnoreCase)) != (row[1] == "has"))
            .Select(row => string.Join(' ', row));
        Assert.Equal([], wrong);
    }

    private static bool Holds(Finding finding, string kind) => (kind, finding) switch
    {
        ("allergy", AllergyFinding { Status: AllergyStatus.Active } allergy) => allergy.Assertion is { Negated: false, Experiencer: Experiencer.Patient },
        ("medicine", MedicationFinding { Status: MedicationStatus.Active or MedicationStatus.OnHold or MedicationStatus.Unknown } drug) => drug.Assertion is { Negated: false, Experiencer: Experiencer.Patient },
        ("problem", ProblemFinding problem) => problem.Assertion is { Negated: false, Experiencer: Experiencer.Patient, Likelihood: not Likelihood.Hypothetical },
        ("device", DeviceFinding device) => device.Active,
        ("directive", DirectiveFinding directive) => directive.Active,
        _ => false,
    };
}
