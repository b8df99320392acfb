using System.IO.Compression;
using System.Text.RegularExpressions;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;
using MedLedger.Formats.Ccda;
using MedLedger.Ingestion.Parsing;
using MedLedger.Ingestion.Tests.Fixtures;
using MedLedger.TestKit;
using Xunit.Abstractions;

namespace MedLedger.Ingestion.Tests.CcdaStatements;

/// <summary>The published examples and vendors' samples: what is negated there is never a fact here.</summary>
public partial class CcdaPolarityTests(ITestOutputHelper output)
{
    [SharedFact]
    public async Task What_a_document_negates_is_never_an_active_fact()
    {
        var checkedFiles = 0;
        foreach (var (name, bytes) in Files())
        {
            var text = TextFile.Decode(bytes)!;
            if (!text.Contains("negationInd=\"true\"", StringComparison.Ordinal)) continue;
            checkedFiles++;
            var statements = Reads.Of(await Reads.Bytes(bytes)).Statements;
            var negated = CdaXml.Parse(text).SelectMany(root => root.Below().Prepend(root)).Where(element => element.Negated).Select(element => element.Path).ToList();
            var below = statements.Where(one => negated.Exists(path => Path(one).StartsWith(path, StringComparison.Ordinal))).ToList();
            output.WriteLine($"{name}: {negated.Count} negated, {below.Count} statements");
            Assert.All(below, one => Assert.False(IsFact(one), $"{name}: {one.Concept.Text} at {Path(one)}"));
        }

        Assert.True(checkedFiles > 20, $"only {checkedFiles} files say something negative");
    }

    [SharedFact]
    public async Task No_known_is_never_a_fact_about_something_called_no_known()
    {
        foreach (var (name, bytes) in Files())
            Assert.All(Reads.Of(await Reads.Bytes(bytes)).Statements.Where(one => NoKnown().IsMatch(one.Concept.Text)), one => Assert.True(!IsFact(one) || one is ObservationFinding, $"{name}: {one.Concept.Text}"));
    }

    [SharedFact]
    public async Task Every_full_document_is_converted_with_its_patient()
    {
        int full = 0, withPatient = 0;
        foreach (var (name, bytes) in Files())
        {
            var outcome = await Reads.Bytes(bytes);
            if (!TextFile.Decode(bytes)!.Contains("</ClinicalDocument>", StringComparison.Ordinal))
            {
                // One example breaks off in the middle of an element; it is no XML.
                Assert.True(outcome is ReadOutcome.Read or ReadOutcome.PartlyRead || Reads.Code(outcome) is "truncated", $"{name}: {Reads.Code(outcome)}");
                continue;
            }

            full++;
            Assert.True(outcome is ReadOutcome.Read or ReadOutcome.PartlyRead, $"{name}: {Reads.Code(outcome)}");
            if (Reads.Of(outcome).Patient?.Name is not null) withPatient++;
        }

        output.WriteLine($"{full} full documents, {withPatient} name their patient");
        Assert.InRange(full, 100, int.MaxValue);
        Assert.InRange(withPatient, full - 8, full);
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Files()
    {
        foreach (var path in Directory.GetFiles(SharedData.Path("data", "health", "ccda"), "*.gz", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using var unzipped = new MemoryStream();
            using (var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress)) file.CopyTo(unzipped);
            yield return (System.IO.Path.GetFileName(path), unzipped.ToArray());
        }
    }

    private static string Path(Finding finding) => finding.Sources[0].Span is SourceSpan.ElementPath element ? element.Path : "";

    private static bool IsFact(Finding finding) => finding switch
    {
        NoKnownFinding => false,
        ProcedureFinding { NotDone: true } or ImmunizationFinding { NotDone: true } => false,
        ObservationFinding { ValueText.Text: "Not pregnant" } => false,
        _ => finding.Assertion is { Negated: false, Experiencer: Experiencer.Patient },
    };

    [GeneratedRegex(@"^\s*(no|denies)\s+(known|history|current|evidence)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NoKnown();
}
