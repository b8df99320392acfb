using System.Text;
using System.Text.RegularExpressions;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Provenance;
using MedLedger.Formats.Ccda;

namespace MedLedger.Interop.Bench;

/// <summary>Full documents converted, and files that negate something or say "no known": right where nothing of it became a fact.</summary>
internal static partial class CcdaFigures
{
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(string folder)
    {
        using var reader = Material.Reader();
        int full = 0, converted = 0, negative = 0, right = 0;
        foreach (var (name, bytes) in Material.Files(folder, "ccda"))
        {
            var text = Encoding.UTF8.GetString(bytes);
            var (outcome, reading) = await Material.ReadAsync(reader, bytes);
            if (text.Contains("</ClinicalDocument>", StringComparison.Ordinal))
            {
                full++;
                if (Material.IsRead(outcome) && (reading.Patient is not null || !text.Contains("<patientRole", StringComparison.Ordinal))) converted++;
                else await Console.Error.WriteLineAsync($"not converted: {name}");
            }

            var negates = text.Contains("negationInd=\"true\"", StringComparison.Ordinal);
            if (!negates && !NoKnown().IsMatch(text)) continue;
            negative++;
            var negated = negates ? CdaXml.Parse(text).SelectMany(root => root.Below().Prepend(root)).Where(element => element.Negated).Select(element => element.Path + "/").ToList() : [];
            var wrong = reading.Statements.Where(one => IsFact(one) && ((one is not ObservationFinding && NoKnown().IsMatch(one.Concept.Text)) || negated.Exists(path => (Path(one) + "/").StartsWith(path, StringComparison.Ordinal)))).ToList();
            if (wrong.Count == 0 && Material.IsRead(outcome)) right++;
            else await Console.Error.WriteLineAsync($"polarity: {name}: {string.Join(", ", wrong.Select(one => one.Concept.Text))}");
        }

        return
        [
            new("interop.ccda.documents_converted", Material.Share(converted, full), "fraction", full),
            new("interop.ccda.polarity_right", Material.Share(right, negative), "fraction", negative, "files that negate something or say 'no known'"),
        ];
    }

    private static string Path(Finding finding) => finding.Sources[0].Span is SourceSpan.ElementPath element ? element.Path : "";

    private static bool IsFact(Finding finding) => finding switch
    {
        NoKnownFinding => false,
        ProcedureFinding { NotDone: true } or ImmunizationFinding { NotDone: true } => false,
        ObservationFinding { ValueText.Text: "Not pregnant" } => false,
        _ => finding.Assertion is { Negated: false, Experiencer: Experiencer.Patient },
    };

    [GeneratedRegex(@"\bno (known|current) (\w+ )?(allerg|medication|problem)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex NoKnown();
}
