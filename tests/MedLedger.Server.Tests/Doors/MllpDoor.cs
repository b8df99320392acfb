using System.Net.Sockets;
using System.Text;
using MedLedger.Server.Doors.Mllp;
using MedLedger.Storage;
using static MedLedger.Server.Tests.Doors.OpenDoors;

namespace MedLedger.Server.Tests.Doors;

/// <summary>The MLLP door over real sockets: what it answers, what it keeps, what it refuses.</summary>
public sealed class MllpDoor : IAsyncLifetime
{
    private OpenDoors _doors = null!;

    public async Task InitializeAsync() => _doors = await OpenDoors.OpenAsync();

    public async Task DisposeAsync() => await _doors.DisposeAsync();

    [Fact]
    public async Task A_message_that_was_acknowledged_survives_a_crash_and_is_filed_by_the_next_start()
    {
        await using (var sender = await _doors.ConnectAsync())
            Assert.Equal("AA", (await sender.SendAsync(Message("M1", Orla, "PENICILLIN"), Never)).Code);
        await _doors.RestartAsync();
        Assert.Single(await _doors.ArrivalsAsync(ArrivalState.Waiting));
        await _doors.Clerk.DrainAsync(Never);
        Assert.Equal(_doors.Patient.Id, Assert.Single(await _doors.ArrivalsAsync(ArrivalState.Filed)).Received.Patient);
        Assert.Equal(2, (await _doors.Store.Documents.ListAsync(_doors.Patient.Id, Never)).Count(document => document.Step == DocumentStep.Done));
    }

    [Fact]
    public async Task A_message_sent_again_gets_the_same_answer_and_makes_no_second_record()
    {
        var first = await ConverseAsync(Message("M1", Orla, "PENICILLIN"));
        await _doors.Clerk.DrainAsync(Never);
        Assert.Equal(first, await ConverseAsync(Message("M1", Orla, "PENICILLIN")));
        // Resent with a new time in its header: the same control id and the same body.
        var resent = await ConverseAsync(Message("M1", Orla, "PENICILLIN", time: "20250301120500"));
        Assert.Equal(first, resent);
        await _doors.Clerk.DrainAsync(Never);
        Assert.Single(await _doors.ArrivalsAsync(ArrivalState.Filed));
        Assert.Equal(2, (await _doors.Store.Documents.ListAsync(_doors.Patient.Id, Never)).Count);
    }

    [Fact]
    public async Task Another_message_under_a_control_id_that_was_used_is_kept_for_a_person()
    {
        await ConverseAsync(Message("M1", Orla, "PENICILLIN"));
        Assert.Contains("MSA|AA|M1", await ConverseAsync(Message("M1", Orla, "CODEINE")), StringComparison.Ordinal);
        await _doors.Clerk.DrainAsync(Never);
        Assert.Equal("control-id-reused", Assert.Single(await _doors.ArrivalsAsync(ArrivalState.Held)).Outcome);
    }

    [Theory]
    [InlineData(Orla, ArrivalState.Filed, null)]
    [InlineData(OrlaByOne, ArrivalState.Held, "one-identifier")]
    [InlineData(Namesake, ArrivalState.Held, "unknown-patient")]
    [InlineData("||FINCH^ORLA||19610203|F", ArrivalState.Held, "no-strong-identifier")]
    [InlineData(null, ArrivalState.Held, "names-no-patient")]
    [InlineData("1234567^^^NORTH^MR~123-45-6789^^^SSA^SS||FINCH^TOMAS||19890203|M", ArrivalState.Held, "person-disagrees")]
    [InlineData("1234567^^^NORTH^MR~123-45-6789^^^SSA^SS~55555^^^SOUTH^AN||FINCH^ORLA||19610203|F", ArrivalState.Filed, null)]
    [InlineData("1234567^^^NORTH^MR~999-45-6788^^^SSA^SS||FINCH^ORLA||19610203|F", ArrivalState.Held, "one-identifier")]
    [InlineData("1234567^^^^MR~123-45-6789^^^^SS||FINCH^ORLA||19610203|F", ArrivalState.Held, "no-strong-identifier")]
    [InlineData("1234567^^^UNKNOWN^MR~123-45-6789^^^\"\"^SS||FINCH^ORLA||19610203|F", ArrivalState.Held, "no-strong-identifier")]
    [InlineData("1234567^^^NORTH^MR~123-45-6789^^^SSA^SN||FINCH^ORLA||19610203|F", ArrivalState.Held, "one-identifier")]
    [InlineData("1234567^^^NORTH^MR~123-45-6789^^^SSA^SS~7654321^^^NORTH||FINCH^ORLA||19610203|F", ArrivalState.Held, "identifiers-disagree")]
    public async Task Two_known_identifiers_and_nothing_less_file_a_message(string? person, object state, string? outcome)
    {
        await ConverseAsync(Message("M1", person, "PENICILLIN"));
        await _doors.Clerk.DrainAsync(Never);
        Assert.Equal(outcome, Assert.Single(await _doors.ArrivalsAsync((ArrivalState)state)).Outcome);
    }

    [Fact]
    public async Task A_message_without_a_patient_is_taken_and_the_answer_says_that_it_is_held()
    {
        var answer = await ConverseAsync(Message("M1", null, "PENICILLIN"));
        Assert.Contains("MSA|AA|M1", answer, StringComparison.Ordinal);
        Assert.Contains("|W||||The message names no patient", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PID|1||1\r", "MSA|AR|\rERR||MSH^1|100^")]
    [InlineData("MSH|^~\\&|LAB|NORTH|||20250301||ADT^A01||P|2.5.1\rPID|1\r", "MSA|AR||")]
    [InlineData("MSH|^~\\&|LAB|NORTH|||20250301|||X1|P|2.5.1\rPID|1\r", "MSA|AR|X1|")]
    [InlineData("FHS|^~\\&|LAB\rMSH|^~\\&|LAB|NORTH|||20250301||ADT^A01|X1|P|2.5.1\r", "|200^Unsupported message type^HL70357|E|")]
    [InlineData("\u0000\u0001\u0002", "MSA|AR|")]
    public async Task What_is_no_message_is_rejected_with_its_reason_and_not_kept(string message, string expected)
    {
        var answer = await ConverseAsync(Encoding.UTF8.GetBytes(message));
        Assert.Contains(expected.Split("ERR")[0].TrimEnd('\r'), answer, StringComparison.Ordinal);
        Assert.Contains("|E|", answer, StringComparison.Ordinal);
        Assert.Empty(await _doors.ArrivalsAsync(ArrivalState.Waiting));
    }

    [Fact]
    public async Task A_lost_end_block_costs_its_message_and_not_the_next()
    {
        _doors.Listen();
        var answers = await SpeakAsync([0x0B, .. Message("LOST", Orla, "PENICILLIN"), 0x0B, .. Message("NEXT", Orla, "CODEINE"), 0x1C, 0x0D], answers: 2);
        Assert.Contains("MSA|AE|LOST", answers, StringComparison.Ordinal);
        Assert.Contains("MSA|AA|NEXT", answers, StringComparison.Ordinal);
        Assert.Single(await _doors.ArrivalsAsync(ArrivalState.Waiting));
    }

    [Fact]
    public async Task A_connection_that_breaks_off_in_a_message_keeps_nothing()
    {
        _doors.Listen();
        Assert.Contains("MSA|AE|CUT", await SpeakAsync([0x0B, .. Message("CUT", Orla, "PENICILLIN")], answers: 1), StringComparison.Ordinal);
        Assert.Empty(await _doors.ArrivalsAsync(ArrivalState.Waiting));
    }

    [Fact]
    public async Task A_message_over_the_limit_is_rejected_before_its_end_and_the_connection_ends()
    {
        _doors.Listen(new MllpLimits { MostBytes = 100_000, LargeFrom = 20_000, MostLarge = 1 });
        byte[] endless = [0x0B, .. Message("BIG", Orla, "PENICILLIN"), .. Enumerable.Repeat((byte)'x', 300_000)];
        Assert.Contains("MSA|AR|BIG", await SpeakAsync(endless, answers: 1), StringComparison.Ordinal);
        Assert.Empty(await _doors.ArrivalsAsync(ArrivalState.Waiting));
        Assert.Contains("MSA|AA|NEXT", await ConverseAsync(Message("NEXT", Orla, "CODEINE")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_message_gives_its_place_back_when_it_is_durable()
    {
        _doors.Listen(new MllpLimits { LargeFrom = 100, MostLarge = 1 });
        var block = Enumerable.Range(0, 10).SelectMany(i => (byte[])[0x0B, .. Message($"L{i}", Orla, new string('X', 20_000 + i)), 0x1C, 0x0D]).ToArray();
        var answers = await SpeakAsync(block, answers: 10);
        Assert.Equal(10, answers.Split("MSA|AA|L").Length - 1);
    }

    [Fact]
    public async Task A_header_without_an_end_is_rejected()
    {
        Assert.Contains("MSA|AR|", await ConverseAsync(Encoding.ASCII.GetBytes($"MSH|^~\\&|LAB|NORTH|||20250301||ADT^A01|X1|P|2.5.1|{new string('x', 5000)}\rPID|1||1\r")), StringComparison.Ordinal);
        Assert.Empty(await _doors.ArrivalsAsync(ArrivalState.Waiting));
    }

    [Fact]
    public async Task In_enhanced_mode_no_more_than_a_few_wait_for_their_filing()
    {
        _doors.Listen(new MllpLimits { MostUnanswered = 4 });
        _doors.StartFiling();
        var block = Enumerable.Range(0, 12).SelectMany(i => (byte[])[0x0B, .. Message($"E{i}", Orla, $"DRUG{i}", "|||AL|AL"), 0x1C, 0x0D]).ToArray();
        var answers = await SpeakAsync(block, answers: 24);
        Assert.Equal((12, 12), (answers.Split("MSA|CA|E").Length - 1, answers.Split("MSA|AA|E").Length - 1));
    }

    [Fact]
    public async Task A_sender_that_dawdles_is_told_and_left()
    {
        _doors.Listen(new MllpLimits { MessageTime = TimeSpan.FromMilliseconds(300) });
        Assert.Contains("MSA|AE|SLOW", await SpeakAsync([0x0B, .. Message("SLOW", Orla, "PENICILLIN")], answers: 1, halfClose: false), StringComparison.Ordinal);
        Assert.Empty(await _doors.ArrivalsAsync(ArrivalState.Waiting));
    }

    [Fact]
    public async Task A_slow_sender_of_a_large_message_gives_its_place_to_the_next()
    {
        // Its message may take as long as it likes; the only place for large ones may not.
        _doors.Listen(new MllpLimits { LargeFrom = 1_000, MostLarge = 1, MessageTime = TimeSpan.FromMinutes(10) });
        var slow = SpeakAsync([0x0B, .. Message("SLOW", Orla, new string('X', 5_000))], answers: 1, halfClose: false);
        await Task.Delay(TimeSpan.FromMilliseconds(300));
        Assert.Contains("MSA|AA|NEXT", await SpeakAsync([0x0B, .. Message("NEXT", Orla, new string('Y', 5_000)), 0x1C, 0x0D], answers: 1), StringComparison.Ordinal);
        Assert.Contains("MSA|AE|SLOW", await slow, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sender_of_a_gigabyte_may_end_it_before_it_hears_that_it_was_too_large()
    {
        _doors.Listen(new MllpLimits { MostBytes = 100_000, LargeFrom = 20_000 });
        using var client = new TcpClient();
        await client.ConnectAsync(_doors.Address);
        var stream = client.GetStream();
        await stream.WriteAsync((byte[])[0x0B, .. Message("HUGE", Orla, "PENICILLIN")]);
        // Long after the answer: a sender that meets a closed connection in the middle never looks for it.
        for (var i = 0; i < 30; i++)
        {
            await stream.WriteAsync(new byte[200_000]);
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        await stream.WriteAsync((byte[])[0x1C, 0x0D]);
        var answer = new byte[4096];
        Assert.Contains("MSA|AR|HUGE", Encoding.UTF8.GetString(answer, 0, await stream.ReadAsync(answer)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Noise_instead_of_messages_ends_the_connection()
    {
        _doors.Listen();
        Assert.Equal("", await SpeakAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\n" + new string('x', 10_000)), answers: 1, halfClose: false));
    }

    [Fact]
    public async Task More_connections_than_allowed_are_not_let_in()
    {
        var listener = _doors.Listen(new MllpLimits { MostConnections = 2 });
        await using var one = await _doors.ConnectAsync();
        await using var two = await _doors.ConnectAsync();
        Assert.Equal("AA", (await one.SendAsync(Message("M1", Orla, "PENICILLIN"), Never)).Code);
        Assert.Equal("AA", (await two.SendAsync(Message("M2", Orla, "CODEINE"), Never)).Code);
        Assert.Equal("", await SpeakAsync([0x0B, .. Message("M3", Orla, "IODINE"), 0x1C, 0x0D], answers: 1, halfClose: false));
        Assert.Equal(2, listener.Connections);
    }

    [Fact]
    public async Task In_enhanced_mode_keeping_and_filing_are_acknowledged_each()
    {
        _doors.Listen();
        _doors.StartFiling();
        var answers = await SpeakAsync([0x0B, .. Message("E1", Orla, "PENICILLIN", "|||AL|AL"), 0x1C, 0x0D], answers: 2);
        Assert.Contains("MSA|CA|E1", answers, StringComparison.Ordinal);
        Assert.Contains("MSA|AA|E1", answers, StringComparison.Ordinal);
        Assert.Contains("MSA|AA|E2", await SpeakAsync([0x0B, .. Message("E2", Orla, "CODEINE", "|||NE|AL"), 0x1C, 0x0D], answers: 1), StringComparison.Ordinal);
        Assert.Contains("MSA|CR|", await SpeakAsync([0x0B, .. Message("", Orla, "IODINE", "|||ER|NE"), 0x1C, 0x0D], answers: 1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_sent_without_waiting_are_answered_in_their_order_and_share_their_syncs()
    {
        _doors.Listen();
        var block = Enumerable.Range(0, 200).SelectMany(i => (byte[])[0x0B, .. Message($"P{i}", Orla, $"DRUG{i}"), 0x1C, 0x0D]).ToArray();
        var answers = await SpeakAsync(block, answers: 200);
        var ids = answers.Split('\r').Where(line => line.StartsWith("MSA|", StringComparison.Ordinal)).Select(line => line.Split('|')[2]).ToList();
        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"P{i}"), ids);
        var waiting = await _doors.ArrivalsAsync(ArrivalState.Waiting);
        Assert.Equal(200, waiting.Count);
        Assert.True(waiting.Select(arrival => arrival.Batch).Distinct().Count() < 100, "Many messages share one sync.");
    }

    [Fact]
    public async Task While_the_filing_is_behind_nothing_more_is_read()
    {
        _doors.Store.Inbox.MostWaiting = 3;
        await using var sender = await _doors.ConnectAsync();
        for (var i = 0; i < 3; i++) Assert.Equal("AA", (await sender.SendAsync(Message($"B{i}", Orla, $"DRUG{i}"), Never)).Code);
        // The door looked for room before the third came in, so one more may be read.
        var fourth = sender.SendAsync(Message("B3", Orla, "DRUG3"), Never);
        var fifth = Task.Run(async () => { await fourth; return await sender.SendAsync(Message("B4", Orla, "DRUG4"), Never); });
        Assert.NotSame(fifth, await Task.WhenAny(fifth, Task.Delay(TimeSpan.FromSeconds(1))));
        await _doors.Clerk.DrainAsync(Never);
        Assert.Equal("AA", (await fifth).Code);
    }

    [Fact]
    public async Task Bytes_of_the_header_come_back_as_they_were_sent()
    {
        var latin = Encoding.Latin1.GetBytes("MSH|^~\\&|LÄB|NORTH|||20250301||ADT^A01|Ü1|P|2.3||||||8859/1\rPID|1||1\r");
        _doors.Listen();
        var answer = await SpeakBytesAsync([0x0B, .. latin, 0x1C, 0x0D], 1, halfClose: true);
        Assert.True(answer.AsSpan().IndexOf(Encoding.Latin1.GetBytes("MSA|AA|Ü1")) > 0);
        Assert.True(answer.AsSpan().IndexOf("|8859/1\r"u8) > 0);
    }

    private async Task<string> ConverseAsync(byte[] message)
    {
        if (!_listening) _doors.Listen();
        _listening = true;
        return await SpeakAsync([0x0B, .. message, 0x1C, 0x0D], answers: 1);
    }

    private bool _listening;

    private async Task<string> SpeakAsync(byte[] bytes, int answers, bool halfClose = true)
    {
        _listening = true;
        return Encoding.UTF8.GetString(await SpeakBytesAsync(bytes, answers, halfClose));
    }

    // Says the bytes and listens until so many end blocks came, or the other side left.
    private async Task<byte[]> SpeakBytesAsync(byte[] bytes, int answers, bool halfClose)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(_doors.Address);
        }
        catch (SocketException)
        {
            // Not let in.
            return [];
        }

        var stream = client.GetStream();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var sending = Task.Run(async () =>
        {
            try
            {
                await stream.WriteAsync(bytes, limit.Token);
                if (halfClose) client.Client.Shutdown(SocketShutdown.Send);
            }
            catch (Exception refused) when (refused is IOException or SocketException)
            {
                // Refused while it was still speaking.
            }
        });
        var heard = new MemoryStream();
        var buffer = new byte[8192];
        try
        {
            for (int read; heard.ToArray().Count(b => b == 0x1C) < answers && (read = await stream.ReadAsync(buffer, limit.Token)) > 0;) heard.Write(buffer, 0, read);
        }
        catch (Exception gone) when (gone is IOException or SocketException)
        {
            // The other side hung up.
        }

        await sending;
        return heard.ToArray();
    }
}
