using MedLedger.Domain.Identity;
using MedLedger.Vault.Keys;
using static MedLedger.Storage.Tests.TestStore;

namespace MedLedger.Storage.Tests.Contracts;

/// <summary>What every document store must do.</summary>
public abstract class DocumentStoreContract
{
    private static readonly RecordKeyId _key = RecordKeyId.FromBytes(new byte[16]);

    private static readonly DocumentProgress[] _way =
    [
        new DocumentProgress.Sealed(Address("envelope"), _key),
        new DocumentProgress.Logged(7),
        new DocumentProgress.Read(Address("text"), _key),
        new DocumentProgress.Understood(Address("findings"), _key),
        new DocumentProgress.Done("partly-read", [1, 2]),
    ];

    protected abstract IDocumentStore Documents { get; }

    protected abstract Task<PatientId> PatientAsync(string reference);

    [Fact]
    public async Task The_same_document_of_a_patient_is_taken_in_once()
    {
        var document = await NewAsync("letter");
        Assert.IsType<DocumentAddition.Added>(await Documents.AddAsync(document, Never));
        var again = Assert.IsType<DocumentAddition.AlreadyThere>(await Documents.AddAsync(document with { ReceivedAt = At.AddDays(1) }, Never));
        Assert.Equal(At, again.Document.Received.ReceivedAt);
        Assert.IsType<DocumentAddition.Added>(await Documents.AddAsync(document with { Patient = await PatientAsync("other") }, Never));
    }

    [Fact]
    public async Task Every_step_is_kept_with_what_it_left_behind()
    {
        var document = await AddedAsync("letter");
        foreach (var progress in _way) await Documents.AdvanceAsync(document.Id, progress, At.AddMinutes(1), Never);

        var done = (await Documents.FindAsync(document.Id, Never))!;
        Assert.Equal((DocumentStep.Done, At.AddMinutes(1)), (done.Step, done.StepAt));
        Assert.Equal((Address("envelope"), _key, 7ul), (done.Envelope, done.EnvelopeKey, done.Leaf));
        Assert.Equal((Address("text"), Address("findings"), "partly-read"), (done.Reading, done.Findings, done.Outcome));
        Assert.Equal([1, 2], done.SealedNote);
        Assert.Equal([5, 6], done.Received.SealedName);
    }

    [Fact]
    public async Task A_person_takes_a_document_away_and_gives_it_back()
    {
        var document = await AddedAsync("letter");
        await Assert.ThrowsAsync<InvalidOperationException>(() => Documents.AdvanceAsync(document.Id, new DocumentProgress.Unlinked(), At, Never));
        foreach (var progress in _way) await Documents.AdvanceAsync(document.Id, progress, At, Never);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Documents.AdvanceAsync(document.Id, new DocumentProgress.Relinked(), At, Never));
        var unlinked = await Documents.AdvanceAsync(document.Id, new DocumentProgress.Unlinked([3]), At, Never);
        Assert.Equal((DocumentStep.Unlinked, "unlinked"), (unlinked.Step, unlinked.Outcome));
        Assert.DoesNotContain(await Documents.ListUnfinishedAsync(Never), one => one.Id == document.Id);
        var again = await Documents.AdvanceAsync(document.Id, new DocumentProgress.Relinked(), At, Never);
        Assert.Equal((DocumentStep.Understood, null, Address("findings")), (again.Step, again.Outcome, again.Findings));
        Assert.Equal(DocumentStep.Done, (await Documents.AdvanceAsync(document.Id, new DocumentProgress.Done(), At, Never)).Step);
    }

    [Fact]
    public async Task A_step_repeated_after_a_crash_changes_nothing()
    {
        var document = await AddedAsync("letter");
        for (var step = 0; step < _way.Length; step++)
        {
            await Documents.AdvanceAsync(document.Id, _way[step], At, Never);
            for (var repeated = 0; repeated <= step; repeated++)
            {
                var after = await Documents.AdvanceAsync(document.Id, _way[repeated], At.AddHours(1), Never);
                Assert.Equal(((DocumentStep)step + 2, At), (after.Step, after.StepAt));
            }
        }
    }

    [Fact]
    public async Task A_step_that_does_not_follow_is_refused()
    {
        var document = await AddedAsync("letter");
        for (var ahead = 1; ahead < _way.Length; ahead++)
            await Assert.ThrowsAsync<InvalidOperationException>(() => Documents.AdvanceAsync(document.Id, _way[ahead], At, Never));
        await Documents.AdvanceAsync(document.Id, _way[0], At, Never);
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Documents.AdvanceAsync(document.Id, new DocumentProgress.Sealed(Address("another"), _key), At, Never));
        Assert.Equal(Address("envelope"), (await Documents.FindAsync(document.Id, Never))!.Envelope);
    }

    [Fact]
    public async Task A_held_or_refused_document_goes_no_further()
    {
        DocumentProgress[] ends = [new DocumentProgress.Held("other-patient", [3]), new DocumentProgress.Refused("truncated")];
        foreach (var end in ends)
        {
            var document = await AddedAsync(end.ToString());
            await Documents.AdvanceAsync(document.Id, end, At, Never);
            await Documents.AdvanceAsync(document.Id, end, At, Never);
            await Assert.ThrowsAsync<InvalidOperationException>(() => Documents.AdvanceAsync(document.Id, _way[0], At, Never));
        }
    }

    [Fact]
    public async Task Unfinished_documents_are_listed_oldest_first_and_finished_ones_are_not()
    {
        var late = await AddedAsync("late", At.AddHours(2));
        var early = await AddedAsync("early", At);
        var refused = await AddedAsync("refused", At.AddHours(1));
        await Documents.AdvanceAsync(refused.Id, new DocumentProgress.Refused("empty"), At, Never);
        await Documents.AdvanceAsync(late.Id, _way[0], At, Never);

        Assert.Equal([early.Id, late.Id], (await Documents.ListUnfinishedAsync(Never)).Select(document => document.Id));
        Assert.Equal([early.Id, refused.Id, late.Id], (await Documents.ListAsync(await PatientAsync("p"), Never)).Select(document => document.Id));
    }

    [Theory]
    [InlineData("Letter about Mrs Example")]
    [InlineData("")]
    [InlineData("UPPER")]
    public async Task An_outcome_that_could_be_words_is_refused(string outcome)
    {
        var document = await AddedAsync("letter");
        await Assert.ThrowsAsync<ArgumentException>(() => Documents.AdvanceAsync(document.Id, new DocumentProgress.Refused(outcome), At, Never));
    }

    [Fact]
    public async Task A_document_of_an_unknown_patient_is_not_taken_in()
    {
        var document = (await NewAsync("letter")) with { Patient = PatientId.New() };
        await Assert.ThrowsAnyAsync<Exception>(() => Documents.AddAsync(document, Never));
        Assert.Null(await Documents.FindAsync(document.Id, Never));
    }

    private async Task<NewDocument> NewAsync(string text, DateTimeOffset? at = null) =>
        new(await PatientAsync("p"), Digest(text), [5, 6], "application/pdf", 1234, at ?? At);

    private async Task<NewDocument> AddedAsync(string text, DateTimeOffset? at = null)
    {
        var document = await NewAsync(text, at);
        await Documents.AddAsync(document, Never);
        return document;
    }
}
