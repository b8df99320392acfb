using System.Text;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Ingestion.Intake;
using MedLedger.Ingestion.Reading;

namespace MedLedger.Ingestion.Tests.Fixtures;

internal static class Reads
{
    public static Task<ReadOutcome> Text(string text) => Bytes(Encoding.UTF8.GetBytes(text));

    public static async Task<ReadOutcome> Bytes(byte[] bytes, ReaderLimits? limits = null)
    {
        using var reader = new DocumentReader(limits ?? new() { PreviewWidth = 0 });
        return await reader.ReadAsync(IncomingDocument.FromBytes("a document", bytes), CancellationToken.None);
    }

    public static async Task<DocumentReading> Fhir(params string[] resources)
    {
        var bundle = $$"""{"resourceType":"Bundle","type":"collection","entry":[{{string.Join(',', resources.Select(resource => $$"""{"resource":{{resource}}}"""))}}]}""";
        return Assert.IsType<ReadOutcome.Read>(await Text(bundle)).Reading;
    }

    public static async Task<T> OneFhir<T>(params string[] resources)
        where T : Finding =>
        Assert.IsType<T>(Assert.Single((await Fhir(resources)).Statements));

    public static async Task<DocumentReading> Hl7(params string[] segments) =>
        Assert.IsType<ReadOutcome.Read>(await Text("MSH|^~\\&|LAB|H|||20250120||ORU^R01|1|P|2.5.1\r" + string.Join('\r', segments))).Reading;

    public static DocumentReading Of(ReadOutcome outcome) => outcome switch
    {
        ReadOutcome.Read(var reading) => reading,
        ReadOutcome.PartlyRead(var reading, _) => reading,
        ReadOutcome.Unreadable(var reading, _) => reading,
        ReadOutcome.Refused(var reading, _) => reading,
        _ => throw new InvalidOperationException("There is no fifth outcome."),
    };

    public static string? Code(ReadOutcome outcome) => outcome switch
    {
        ReadOutcome.Read => null,
        ReadOutcome.PartlyRead(_, var problem) => problem.Code,
        ReadOutcome.Unreadable(_, var problem) => problem.Code,
        ReadOutcome.Refused(_, var problem) => problem.Code,
        _ => throw new InvalidOperationException("There is no fifth outcome."),
    };
}
