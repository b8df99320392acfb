using System.Globalization;
using System.Text;

namespace MedLedger.Server.Doors.Mllp;

/// <summary>Why a message was not taken: HL7 table 0357, and a sentence without anything of the message.</summary>
internal sealed record MessageFault(string Code, string Name, string Reason, string? Location = null, char Severity = 'E')
{
    public static MessageFault NoHeader { get; } = new("100", "Segment sequence error", "The message does not begin with MSH.", "MSH^1");

    public static MessageFault NoControlId { get; } = new("101", "Required field missing", "The message has no control id.", "MSH^1^10");

    public static MessageFault NoType { get; } = new("101", "Required field missing", "The message has no type.", "MSH^1^9");

    public static MessageFault Batch { get; } = new("200", "Unsupported message type", "Batches are taken as files; send the messages one by one.");

    public static MessageFault Unfinished { get; } = new("207", "Application internal error", "The end block is missing. Send the message again.");

    public static MessageFault TooLarge { get; } = new("207", "Application internal error", "The message is larger than what is taken.");

    public static MessageFault TooSlow { get; } = new("207", "Application internal error", "The message took too long. Send it again.");

    public static MessageFault NotDurable { get; } = new("207", "Application internal error", "The message could not be made durable. Send it again.");

    public static MessageFault NotFiledYet { get; } = new("207", "Application internal error", "The message is kept and waits to be filed.");

    public static MessageFault NamesNoPatient { get; } = new("0", "Message accepted", "The message names no patient and is held for a person.", Severity: 'W');

    public static MessageFault Held(string reason) => new("0", "Message accepted", reason + " It is held for a person.", Severity: 'W');
}

/// <summary>Acknowledgement messages (HL7 v2.5, sections 2.9.2 and 2.14.8): MSH, MSA and, where something is to be said, ERR.</summary>
internal static class Acknowledgement
{
    private static readonly byte[] StartBlock = [0x0B];
    private static readonly byte[] EndBlock = [0x1C, (byte)'\r'];

    /// <summary>An acknowledgement in its block. The same message, id and time give the same bytes.</summary>
    public static byte[] Of(MessageHeader? header, string code, string id, DateTimeOffset at, MessageFault? fault)
    {
        var (field, encoding) = header is null ? ('|', "^~\\&") : (header.Field, header.Encoding);
        var component = encoding[0];
        string Get(int number) => header?[number] ?? "";
        // MSH-9 of what is answered gives the trigger event: ADT^A01 is answered by ACK^A01^ACK.
        var parts = Get(9).Split(component);
        var type = parts.Length > 1 && parts[1].Length > 0 ? string.Join(component, "ACK", parts[1], "ACK") : "ACK";
        var version = Get(12).Length > 0 ? Get(12) : "2.5.1";
        var text = new StringBuilder();
        text.Append("MSH").Append(field).AppendJoin(field, encoding, Get(5), Get(6), Get(3), Get(4), at.ToString("yyyyMMddHHmmss.fff+0000", CultureInfo.InvariantCulture), "", type, id, Get(11).Length > 0 ? Get(11) : "P", version);
        if (Get(18).Length > 0) text.Append(field, 6).Append(Get(18));
        text.Append('\r').Append("MSA").Append(field).AppendJoin(field, code, Get(10));
        if (fault is { Severity: 'E' }) text.Append(field).Append(fault.Reason);
        text.Append('\r');
        if (fault is not null)
            text.Append("ERR").Append(field, 2).Append(fault.Location?.Replace('^', component)).Append(field).AppendJoin(component, fault.Code, fault.Name, "HL70357").Append(field).Append(fault.Severity).Append(field, 4).Append(fault.Reason).Append('\r');
        return [.. StartBlock, .. System.Text.Encoding.Latin1.GetBytes(text.ToString()), .. EndBlock];
    }
}
