using System.Text;
using System.Text.Json;
using MedLedger.Clinical.Reconciliation;
using MedLedger.Clinical.Summary;
using MedLedger.Clinical.Summary.Ips;
using MedLedger.Clinical.Summary.Wording;
using MedLedger.Formats.Fhir;
using MedLedger.Server.Commands;

namespace MedLedger.Server.Records;

/// <summary>One summary in every form, made from one record; the forms say the same.</summary>
internal sealed record SummaryDocument(DateOnly AsOf, int Lines, int Documents, string Text, string Html, string Ips, string Json)
{
    private static readonly string Version = typeof(SummaryDocument).Assembly.GetName().Version!.ToString(3);

    public static SummaryDocument Of(PatientRecord record, PageWords words)
    {
        var page = OnePage.From(record, words);
        return new SummaryDocument(
            record.AsOf, record.Lines.Count(), record.Documents.Count,
            TextPage.Render(page, width: 100), HtmlPage.Render(page), Encoding.UTF8.GetString(IpsBundle.Write(record, IpsContext.For(record, Version))), Encoding.UTF8.GetString(SummaryJson.Write(page)));
    }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this);

    public static SummaryDocument Parse(byte[] bytes) => JsonSerializer.Deserialize<SummaryDocument>(bytes) ?? throw new InvalidDataException("A sealed summary holds nothing.");

    /// <summary>The bytes of one form: text, html, pdf, fhir, xml or json.</summary>
    public async Task<byte[]> InAsync(string format, CancellationToken cancellationToken) => format switch
    {
        "html" => Encoding.UTF8.GetBytes(Html),
        "fhir" => Encoding.UTF8.GetBytes(Ips),
        "xml" => FhirXmlWriter.Write(Encoding.UTF8.GetBytes(Ips)),
        "json" => Encoding.UTF8.GetBytes(Json),
        "pdf" => await PdfPrinter.PrintAsync(Html, cancellationToken),
        "text" => Encoding.UTF8.GetBytes(Text),
        _ => throw new CommandFailedException($"there is no form called '{format}'; use {string.Join(", ", SummaryFormat.All)}."),
    };
}
