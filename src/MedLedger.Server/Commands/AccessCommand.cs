using System.CommandLine;
using System.Globalization;
using MedLedger.Ledger.Entries;

namespace MedLedger.Server.Commands;

/// <summary>Who read, who was refused, who broke the glass and why: the patient's view of the log.</summary>
internal static class AccessCommand
{
    private static readonly Argument<string> _patient = new("patient") { Description = "Local reference or id." };

    internal sealed record Line(ulong Leaf, DateTimeOffset At, string What, string Who, string Detail);

    public static Command Create()
    {
        var command = new Command("access", "Lists every grant, reading, refusal and broken glass of a patient, from the log.") { _patient };
        command.SetAction(async (parse, cancellationToken) =>
        {
            await using var store = await parse.OpenStoreAsync(cancellationToken);
            var patient = await store.PatientAsync(parse.GetValue(_patient)!, cancellationToken);
            var lines = (await store.Openings.ListAsync(patient.Id, null, cancellationToken)).Select(entry => Of(entry.Leaf, entry.Payload)).OfType<Line>().ToList();
            if (parse.WantsJson()) await Output.WriteJsonAsync(lines);
            else foreach (var line in lines) await Output.WriteAsync(Text(line));
            return ExitCode.Done;
        });
        return command;
    }

    public static string Text(Line line) => Plain($"leaf {line.Leaf,-5} {line.At:yyyy-MM-dd HH:mm:ss}Z  {line.What,-20} {line.Who,-18} {line.Detail}");

    // A reason is a stranger's words: a line break or a terminal's command in it could forge or hide a line of this list.
    public static string Plain(string text) => string.Concat(text.Select(c => char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? ' ' : c));

    public static Line? Of(ulong leaf, EntryPayload payload) => payload switch
    {
        GrantPayload grant => new(leaf, grant.At, "grant", "patient", $"{grant.Scope} for {grant.Purpose} until {grant.NotAfter:yyyy-MM-dd HH:mm}Z"),
        RevocationPayload revocation => new(leaf, revocation.At, "revocation", "patient", $"grant {revocation.Grant.Hex[..16]}"),
        AccessPayload access => new(leaf, access.At, $"read {access.Decision}", access.Subject, access.Reason ?? (access.Opening is { } opening ? $"through the glass broken at leaf {opening}" : access.Grant is { } grant ? $"by grant {grant.Hex[..16]}" : "")),
        BreakGlassPayload glass => new(leaf, glass.At, $"break-glass {glass.Decision}", glass.Subject, $"{glass.ReasonCode}: {glass.Reason}"),
        ErasurePayload erasure => new(leaf, erasure.At, "erasure", "operator", erasure.Reason),
        LinkPayload link => new(leaf, link.At, $"document {link.Decision}", link.By, $"{link.Record}{(link.Reason is { } reason ? $": {reason}" : "")}"),
        _ => null,
    };
}
