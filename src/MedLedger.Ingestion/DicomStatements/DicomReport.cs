using System.Text;
using MedLedger.Domain.Coding;
using MedLedger.Domain.Content;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;
using MedLedger.Formats.Ccda;
using MedLedger.Formats.Dicom;

namespace MedLedger.Ingestion.DicomStatements;

/// <summary>A structured report (PS3.3, A.35): its content tree as lines under headings, its measurements, and its conclusion.</summary>
internal sealed class DicomReport
{
    private const int MostMeasurements = 200;

    // Concept names that only say "here is a finding": their text stands alone.
    private static readonly HashSet<string> Unnamed = new(StringComparer.OrdinalIgnoreCase) { "Finding", "Impression", "Conclusion", "Text", "Description", "Comment", "Report Text" };
    private static readonly HashSet<string> Concluding = new(StringComparer.OrdinalIgnoreCase) { "Impression", "Impressions", "Conclusion", "Conclusions" };

    private readonly StringBuilder _lines = new();
    private readonly List<string> _conclusion = [];
    private readonly List<ObservationFinding> _measurements = [];
    private readonly DicomDataSet _root;
    private readonly Sha256Digest _digest;

    private DicomReport(DicomDataSet root, Sha256Digest digest)
    {
        _root = root;
        _digest = digest;
    }

    public string Text => _lines.ToString().Trim();

    public string? Conclusion => _conclusion.Count == 0 ? null : string.Join(' ', _conclusion);

    public IReadOnlyList<ObservationFinding> Measurements => _measurements;

    /// <summary>An unverified or partial report is preliminary.</summary>
    public string Status => _root.Text(DicomTags.Verification) == "VERIFIED" && _root.Text(DicomTags.Completion) != "PARTIAL" ? "final" : "preliminary";

    /// <summary>Null where the object has no content tree.</summary>
    public static DicomReport? Read(DicomDataSet data, Sha256Digest digest)
    {
        if (data.Items(DicomTags.Content).Count == 0) return null;
        var report = new DicomReport(data, digest);
        report.Walk(data, "(0040,A730)", concluding: false);
        return report;
    }

    private void Walk(DicomDataSet around, string path, bool concluding)
    {
        foreach (var (item, index) in around.Items(DicomTags.Content).Select((item, index) => (item, index)))
        {
            var here = $"{path}[{index + 1}]";
            var name = Meaning(item, DicomTags.ConceptName)?.Text;
            var concludes = concluding || (name is not null && Concluding.Contains(name));
            switch (item.Text(DicomTags.ValueType))
            {
                case "CONTAINER":
                    if (name is not null) _lines.Append('\n').Append(name).Append(":\n");
                    break;
                case "NUM":
                    AddNumber(item, name, here);
                    break;
                case "TEXT":
                    AddText(name, item.WholeText(DicomTags.TextValue), concludes);
                    break;
                case "CODE":
                    AddText(name, Meaning(item, DicomTags.ConceptCode)?.Text, concludes);
                    break;
                case "DATE":
                    AddText(name, item.Text(DicomTags.ContentDateValue), false);
                    break;
                case "DATETIME":
                    AddText(name, item.Text(DicomTags.ContentDateTimeValue), false);
                    break;
            }

            Walk(item, here + "/(0040,A730)", concludes);
        }
    }

    private void AddText(string? name, string? text, bool concludes)
    {
        if (text is null) return;
        if (concludes) _conclusion.Add(text.ReplaceLineEndings(" "));
        if (name is not null && !Unnamed.Contains(name)) _lines.Append(name).Append(": ");
        _lines.Append(text.ReplaceLineEndings("\n")).Append('\n');
    }

    private void AddNumber(DicomDataSet item, string? name, string path)
    {
        var measured = item.FirstItem(DicomTags.MeasuredValue);
        if (name is null || measured?.Decimal(DicomTags.NumericValue) is not { } number) return;
        var ucum = measured.FirstItem(DicomTags.UnitsCode)?.Text(DicomTags.CodeValue);
        var quantity = new Quantity(number, CdaDatatypes.Unit(ucum)) { Ucum = ucum is "1" or null ? null : ucum };
        _lines.Append(name).Append(": ").Append(quantity.Text).Append('\n');
        if (_measurements.Count >= MostMeasurements) return;
        _measurements.Add(new()
        {
            Concept = Meaning(item, DicomTags.ConceptName)!,
            Category = ObservationCategory.Imaging,
            Certainty = ReadingCertainty.Sure,
            Value = quantity,
            Effective = DicomStudy.Date(_root),
            Status = Status,
            Sources = [new(_digest, new SourceSpan.ElementPath(path), $"{name}: {quantity.Text}", ReadingMethod.Coded, 1)],
        });
    }

    private static CodedText? Meaning(DicomDataSet item, uint tag)
    {
        if (item.FirstItem(tag) is not { } code || (code.Text(DicomTags.CodeMeaning) ?? code.Text(DicomTags.CodeValue)) is not { } text) return null;
        var system = code.Text(DicomTags.CodeScheme) switch
        {
            "LN" => CodeSystems.Loinc,
            "SCT" => CodeSystems.Snomed,
            "UCUM" => CodeSystems.Ucum,
            "RXNORM" => CodeSystems.RxNorm,
            "DCM" => "http://dicom.nema.org/resources/ontology/DCM",
            // SRT and SNM3 are the retired SNOMED RT; their codes are others.
            _ => null,
        };
        return new(text) { Codes = system is not null && code.Text(DicomTags.CodeValue) is { } value ? [new(system, value, text)] : [] };
    }
}
