using MedLedger.Clinical.Identification;
using MedLedger.Domain.Content;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Identity;
using MedLedger.Server.Pipeline;
using MedLedger.Storage;
using MedLedger.Vault.Keys;

namespace MedLedger.Server.Doors;

/// <summary>
/// Whose a document is that nobody vouches for. Two strong identifiers of one known patient, or one that a person confirmed, and
/// nothing that disagrees; a name and a birth date alone never, because twins and namesakes share them.
/// </summary>
internal sealed class PatientByIdentifiers(IKnownIdentifiers known, SealedDocuments documents, KeyRing keys)
{
    private const int Enough = 2;

    public async Task<Whose> JudgeAsync(UnderstoodDocument document, CancellationToken cancellationToken)
    {
        var claim = document.Patient;
        if (claim is { Name: null, BirthDate: null, Identifiers.Count: 0 }) return Whose.Held.NamesNoPatient;
        var strong = StrongIdentifiers.Of(claim);
        var digests = Digests(claim);
        if (digests.Count == 0) return Whose.Held.NoStrongIdentifier;
        var met = await known.FindAsync(digests, cancellationToken);
        if (met.Select(one => one.Patient).Distinct().ToList() is not [var patient]) return met.Count == 0 ? Whose.Held.UnknownPatient : Whose.Held.SeveralFit;

        // One number under two names of who issued it, or two kinds of one number, is one.
        var agreeing = met.Select(one => one.Identifier).ToHashSet();
        var values = strong.Where((_, i) => agreeing.Contains(digests[i])).Select(one => one.Value).Distinct(StringComparer.Ordinal).Count();
        var agreed = Math.Min(values, agreeing.Select(one => one.Namespace).Distinct().Count());
        if (agreed < Enough && !met.Any(one => one.Standing)) return Whose.Held.OneIdentifier;
        if (Contradicts(digests, await known.ListAsync(patient, cancellationToken))) return Whose.Held.IdentifiersDisagree;
        var judged = await documents.JudgeAsync(patient, document, cancellationToken);
        return judged.MatchOf(document) is PatientMatch.Matched ? new Whose.Patient(patient) : Whose.Held.PersonDisagrees;
    }

    /// <summary>
    /// Notes the identifiers of the patient's documents that are theirs: what later ones are filed by. What was filed by identifiers was noted
    /// before it was filed, with none: only a person teaches.
    /// </summary>
    public async Task LearnAsync(PatientId patient, IReadOnlySet<DocumentId> standing, CancellationToken cancellationToken)
    {
        foreach (var stored in await documents.ListAsync(patient, cancellationToken))
        {
            if (stored.Step != DocumentStep.Done || (!standing.Contains(stored.Id) && await known.IsIndexedAsync(stored.Id, cancellationToken))) continue;
            if (await documents.UnderstoodAsync(stored, cancellationToken) is not { } kept) continue;
            await known.AddAsync(stored.Id, patient, Digests(kept.Understood.Patient), standing.Contains(stored.Id), cancellationToken);
        }
    }

    /// <summary>
    /// The patient's other documents that carry what only the document taught that a person took away: they may have been filed by it, and a
    /// person has to look at them.
    /// </summary>
    public async Task<IReadOnlyList<DocumentId>> FiledByAsync(StoredDocument removed, CancellationToken cancellationToken)
    {
        var taught = (await WholesAsync(removed, cancellationToken)).Except((await known.ListAsync(removed.Received.Patient, cancellationToken)).Select(one => one.Whole)).ToHashSet();
        var others = new List<DocumentId>();
        foreach (var stored in taught.Count == 0 ? [] : await documents.ListAsync(removed.Received.Patient, cancellationToken))
            if (stored.Step == DocumentStep.Done && (await WholesAsync(stored, cancellationToken)).Any(taught.Contains)) others.Add(stored.Id);
        return others;
    }

    // A damaged document has none: it is named where it is read for a page.
    private async Task<IEnumerable<Sha256Digest>> WholesAsync(StoredDocument stored, CancellationToken cancellationToken)
    {
        try
        {
            return await documents.UnderstoodAsync(stored, cancellationToken) is { } kept ? Digests(kept.Understood.Patient).Select(one => one.Whole) : [];
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }

    private static bool Contradicts(IReadOnlyList<IdentifierDigest> claimed, IReadOnlyList<IdentifierDigest> patient) => claimed.Any(one =>
        patient.Any(one.IsOfTheKindOf) && patient.All(other => other.Whole != one.Whole));

    private List<IdentifierDigest> Digests(PatientClaim claim) =>
    [
        .. StrongIdentifiers.Of(claim).Select(identifier => new IdentifierDigest(
            ArrivalSeals.Digest(keys, "identifier", identifier.System, identifier.Value),
            ArrivalSeals.Digest(keys, "namespace", identifier.System, identifier.Type),
            ArrivalSeals.Digest(keys, "namespace", identifier.System, ""))),
    ];
}

/// <summary>Whose a document is, or why nobody but a person may say so.</summary>
internal abstract record Whose
{
    private Whose() { }

    public sealed record Patient(PatientId Id) : Whose;

    /// <param name="Code">Stable, kebab-case.</param>
    /// <param name="Reason">One sentence without clinical content.</param>
    public sealed record Held(string Code, string Reason) : Whose
    {
        public const string NextStep = "A person decides: 'medledger held' lists what waits, 'medledger link ARRIVAL PATIENT' files it.";

        public static readonly Held NamesNoPatient = new("names-no-patient", "The document names no patient.");
        public static readonly Held NoStrongIdentifier = new("no-strong-identifier", "The document names a person, but by no identifier that has a namespace.");
        public static readonly Held UnknownPatient = new("unknown-patient", "None of the document's identifiers is known here.");
        public static readonly Held OneIdentifier = new("one-identifier", "Only one identifier of the document is known here; two are needed.");
        public static readonly Held SeveralFit = new("several-fit", "The document's identifiers belong to different patients of this store.");
        public static readonly Held IdentifiersDisagree = new("identifiers-disagree", "An identifier of the document is another than the one known for this patient.");
        public static readonly Held PersonDisagrees = new("person-disagrees", "The identifiers are those of a known patient, but name, birth date or sex are not.");
        public static readonly Held ControlIdReused = new("control-id-reused", "The sender used this control id before, for another message.");
        public static readonly Held NotFiled = new("not-filed", "Filing failed several times.");

        private static readonly Held[] All = [NamesNoPatient, NoStrongIdentifier, UnknownPatient, OneIdentifier, SeveralFit, IdentifiersDisagree, PersonDisagrees, ControlIdReused, NotFiled];

        /// <summary>The one of this code; null for a code of the reader, whose words differ from case to case.</summary>
        public static Held? Of(string? code) => Array.Find(All, one => one.Code == code);
    }
}
