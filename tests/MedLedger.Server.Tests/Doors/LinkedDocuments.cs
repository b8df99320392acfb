using MedLedger.Ledger.Entries;
using MedLedger.Server.Doors;
using MedLedger.Server.Doors.Linking;
using MedLedger.Server.Pipeline;
using MedLedger.Storage;
using static MedLedger.Server.Tests.Doors.OpenDoors;

namespace MedLedger.Server.Tests.Doors;

/// <summary>What a person decides about held documents, and takes back.</summary>
public sealed class LinkedDocuments : IAsyncLifetime
{
    private OpenDoors _doors = null!;

    public async Task InitializeAsync() => _doors = await OpenDoors.OpenAsync();

    public async Task DisposeAsync() => await _doors.DisposeAsync();

    [Fact]
    public async Task A_held_message_is_filed_by_a_persons_decision_which_is_in_the_log()
    {
        var held = await HeldAsync("M1", null, "PENICILLIN");
        var done = await LinkAsync(held.Id);
        Assert.Equal(DocumentStep.Done, (await _doors.Store.Documents.FindAsync(done.Document, Never))!.Step);
        Assert.Empty(await Held.ListAsync(Never));
        var entry = (await _doors.Store.Openings.ListAsync(_doors.Patient.Id, LogEntryKind.Link, Never)).Single();
        Assert.Equal(("linked", "m.okafor", done.Document.Value), Assert.IsType<LinkPayload>(entry.Payload) is var link ? (link.Decision, link.By, link.Record) : default);
    }

    [Fact]
    public async Task A_document_that_says_otherwise_is_used_when_a_person_says_whose_it_is()
    {
        var held = await HeldAsync("M1", "777^^^SOUTH^MR||FINCH^ORLAITH||19610203|F", "PENICILLIN");
        var done = await LinkAsync(held.Id);
        Assert.Equal(DocumentStep.Done, (await _doors.Store.Documents.FindAsync(done.Document, Never))!.Step);
        Assert.Contains("penicillin", await PageAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("latex", await PageAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("777^^^SOUTH^MR||MARSH^TOMAS||19890203|M")]
    [InlineData("777^^^SOUTH^MR~888^^^WEST^PI~999^^^EAST^PT||MARSH^TOMAS ALBERT||19890203|M|||1 Row^^Town||555-0100")]
    public async Task A_linked_document_of_another_name_does_not_say_who_the_patient_is(string stranger)
    {
        await LinkAsync((await HeldAsync("M1", stranger, "PENICILLIN")).Id);
        var page = await PageAsync();
        Assert.Contains("latex", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Finch", page, StringComparison.OrdinalIgnoreCase);
        await SendAsync("M2", Orla, "CODEINE");
        Assert.Equal(ArrivalState.Filed, (await NewestAsync()).State);
    }

    [Fact]
    public async Task Unlinking_takes_the_document_off_the_page_and_linking_puts_it_back()
    {
        var done = await LinkAsync((await HeldAsync("M1", null, "PENICILLIN")).Id);
        Assert.Contains("penicillin", await PageAsync(), StringComparison.OrdinalIgnoreCase);

        Assert.IsType<LinkOutcome.Done>(await Held.UnlinkAsync(done.Document.Value, "m.okafor", "Another patient's bed.", Never));
        Assert.DoesNotContain("penicillin", await PageAsync(), StringComparison.OrdinalIgnoreCase);
        var item = Assert.Single(await Held.ListAsync(Never));
        Assert.Equal(("unlinked", "Another patient's bed.", "P-1"), (item.Code, item.Reason, item.Patient));

        await LinkAsync(item.Id);
        Assert.Contains("penicillin", await PageAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["linked", "unlinked", "linked"], (await _doors.Store.Openings.ListAsync(_doors.Patient.Id, LogEntryKind.Link, Never)).Select(entry => ((LinkPayload)entry.Payload).Decision));
    }

    [Fact]
    public async Task Identifiers_that_only_an_unlinked_document_knew_file_nothing_any_more()
    {
        var stranger = "7771^^^SOUTH^MR~8881^^^WEST^PI||FINCH^ORLA||19610203|F";
        var done = await LinkAsync((await HeldAsync("M1", stranger, "PENICILLIN")).Id);
        await SendAsync("M2", stranger, "CODEINE");
        Assert.Equal(ArrivalState.Filed, (await NewestAsync()).State);
        var other = (await NewestAsync()).Document!.Value;
        // What was filed by the wrong link taught nothing, and is named to the person who takes the link back.
        var unlinked = Assert.IsType<LinkOutcome.Done>(await Held.UnlinkAsync(done.Document.Value, "m.okafor", "Wrong person.", Never));
        Assert.Equal([other], unlinked.MaybeAlso);
        await SendAsync("M3", stranger, "IODINE");
        Assert.Equal("unknown-patient", (await NewestAsync()).Outcome);
    }

    [Fact]
    public async Task A_document_moves_to_another_patient_and_leaves_the_first()
    {
        var other = await _doors.Store.Patients.FindOrAddAsync("P-2", TimeProvider.System.GetUtcNow(), Never);
        var done = await LinkAsync((await HeldAsync("M1", null, "PENICILLIN")).Id);
        await Held.UnlinkAsync(done.Document.Value, "m.okafor", "Wrong person.", Never);
        var moved = Assert.IsType<LinkOutcome.Done>(await Held.LinkAsync(done.Document.Value, other, "m.okafor", null, Never));
        await _doors.Clerk.DrainAsync(Never);
        Assert.Equal(other.Id, moved.Patient);
        Assert.Equal(DocumentStep.Done, (await _doors.Store.Documents.FindAsync(moved.Document, Never))!.Step);
        Assert.DoesNotContain("penicillin", await PageAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_document_that_goes_back_to_its_first_patient_through_the_others_entry_is_on_the_page_again()
    {
        var other = await _doors.Store.Patients.FindOrAddAsync("P-2", TimeProvider.System.GetUtcNow(), Never);
        var first = await LinkAsync((await HeldAsync("M1", null, "PENICILLIN")).Id);
        await Held.UnlinkAsync(first.Document.Value, "m.okafor", "Wrong person.", Never);
        var moved = Assert.IsType<LinkOutcome.Done>(await Held.LinkAsync(first.Document.Value, other, "m.okafor", null, Never));
        await _doors.Clerk.DrainAsync(Never);
        await Held.FollowAsync(moved, standing: false);
        await Held.UnlinkAsync(moved.Document.Value, "m.okafor", "It was right.", Never);

        Assert.Equal(first.Document, (await LinkAsync(moved.Document.Value)).Document);
        Assert.Equal(DocumentStep.Done, (await _doors.Store.Documents.FindAsync(first.Document, Never))!.Step);
        Assert.Equal(DocumentStep.Unlinked, (await _doors.Store.Documents.FindAsync(moved.Document, Never))!.Step);
        Assert.Contains("penicillin", await PageAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_arrival_whose_bytes_were_taken_away_from_the_patient_gives_them_back()
    {
        var first = await LinkAsync((await HeldAsync("M1", null, "PENICILLIN")).Id);
        await Held.UnlinkAsync(first.Document.Value, "m.okafor", "Wrong person.", Never);
        await _doors.Store.Inbox.ReceiveAsync(new Incoming(DoorNames.Http, "document", Message("M1", null, "PENICILLIN")), Never);
        await _doors.Clerk.DrainAsync(Never);
        await LinkAsync(Assert.Single(await _doors.ArrivalsAsync(ArrivalState.Held)).Received.Id.Value);
        Assert.Equal(DocumentStep.Done, (await _doors.Store.Documents.FindAsync(first.Document, Never))!.Step);
        Assert.Empty(await _doors.ArrivalsAsync(ArrivalState.Held));
        Assert.Contains("penicillin", await PageAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_process_that_dies_behind_an_unlink_leaves_no_page_that_shows_the_document()
    {
        var done = await LinkAsync((await HeldAsync("M1", null, "PENICILLIN")).Id);
        await Held.UnlinkAsync(done.Document.Value, "m.okafor", "Another patient's bed.", Never);
        await _doors.RestartAsync();
        var (version, summary) = await _doors.Store.Summaries.CurrentAsync(_doors.Patient.Id, _doors.Store.Today, changed: false, Never);
        Assert.DoesNotContain("penicillin", summary.Text, StringComparison.OrdinalIgnoreCase);
        await _doors.RestartAsync();
        Assert.Equal(version.Number, (await _doors.Store.Summaries.LatestAsync(_doors.Patient.Id, Never))!.Number);
    }

    [Fact]
    public async Task One_number_under_two_names_of_its_issuer_is_one()
    {
        const string Twice = "5150^^^SOUTH^MR~5150^^^SOUTH&1.2.3&ISO^MR||FINCH^ORLA||19610203|F";
        await LinkAsync((await HeldAsync("M1", Twice, "PENICILLIN")).Id);
        await SendAsync("M2", Twice, "CODEINE");
        Assert.Equal("one-identifier", (await NewestAsync()).Outcome);
    }

    [Fact]
    public async Task A_confirmed_identifier_files_what_waited_for_it_and_what_comes_later_but_no_other_person()
    {
        var known = "5150^^^SOUTH^MR||FINCH^ORLA||19610203|F";
        var first = await HeldAsync("M1", known, "PENICILLIN");
        await SendAsync("M2", known, "CODEINE");
        var done = await LinkAsync(first.Id);
        await Held.StandAsync(done.Document, _doors.Patient.Id, Never);
        await _doors.Clerk.DrainAsync(Never);
        Assert.Empty(await _doors.ArrivalsAsync(ArrivalState.Held));
        await SendAsync("M3", known, "IODINE");
        Assert.Equal(ArrivalState.Filed, (await NewestAsync()).State);
        await SendAsync("M4", "5150^^^SOUTH^MR||MARSH^TOMAS||19890203|M", "ZINC");
        Assert.Equal("person-disagrees", (await NewestAsync()).Outcome);
    }

    [Fact]
    public async Task Nothing_is_linked_twice_or_out_of_nowhere()
    {
        var held = await HeldAsync("M1", null, "PENICILLIN");
        var done = await LinkAsync(held.Id);
        Assert.IsType<LinkOutcome.NotNow>(await Held.LinkAsync(held.Id, _doors.Patient, "m.okafor", null, Never));
        Assert.IsType<LinkOutcome.NotNow>(await Held.LinkAsync(done.Document.Value, _doors.Patient, "m.okafor", null, Never));
        Assert.IsType<LinkOutcome.Unknown>(await Held.LinkAsync(new string('a', 32), _doors.Patient, "m.okafor", null, Never));
        Assert.IsType<LinkOutcome.Unknown>(await Held.UnlinkAsync("../etc", "m.okafor", "x", Never));
    }

    private HeldDocuments Held => new(_doors.Store);

    private async Task<HeldItem> HeldAsync(string control, string? person, string allergy)
    {
        await SendAsync(control, person, allergy);
        return Assert.Single(await Held.ListAsync(Never));
    }

    private async Task SendAsync(string control, string? person, string allergy)
    {
        var message = Message(control, person, allergy);
        await _doors.Store.Inbox.ReceiveAsync(new Incoming(DoorNames.Mllp, "message.hl7", message, Control: control, Body: message), Never);
        await _doors.Clerk.DrainAsync(Never);
    }

    private async Task<StoredArrival> NewestAsync() =>
        (await _doors.ArrivalsAsync(ArrivalState.Filed)).Concat(await _doors.ArrivalsAsync(ArrivalState.Held)).MaxBy(arrival => arrival.Received.ReceivedAt)!;

    private async Task<LinkOutcome.Done> LinkAsync(string id)
    {
        var done = Assert.IsType<LinkOutcome.Done>(await Held.LinkAsync(id, _doors.Patient, "m.okafor", "Read on the ward.", Never));
        await _doors.Clerk.DrainAsync(Never);
        Assert.True(await Held.FollowAsync(done, standing: false));
        return done;
    }

    private async Task<string> PageAsync()
    {
        await new RecordEnding(_doors.Store).RemakeAsync(_doors.Patient, Never);
        return (await _doors.Store.Summaries.MakeAsync(_doors.Patient.Id, _doors.Store.Today, Never)).Summary.Text;
    }
}
