using MedLedger.Domain.Coding;
using MedLedger.Domain.Content;
using MedLedger.Domain.Documents;
using MedLedger.Domain.Findings;
using MedLedger.Domain.Identity;
using MedLedger.Domain.Provenance;

namespace MedLedger.Domain.Tests.Findings;

/// <summary>One of each kind with every property set.</summary>
internal static class Samples
{
    private static readonly Sha256Digest _digest = Sha256Digest.Of("a document"u8);

    public static IReadOnlyList<SourceSpan> Spans { get; } =
    [
        new SourceSpan.Characters(2, 10, 24),
        new SourceSpan.BoxesOnPage(1, [new(10, 20, 300, 40), new(10, 70, 120, 40)]),
        new SourceSpan.ElementPath("Bundle.entry[3].resource"),
        new SourceSpan.SegmentField("OBX", 7, 5),
    ];

    private static readonly IReadOnlyList<Source> _sources =
        [.. Spans.Select((span, index) => new Source(_digest, span, "the words \"as read\"\n<b>", (ReadingMethod)(index % 3), 0.625))];

    private static readonly Assertion _qualified = new()
    {
        Negated = true,
        Likelihood = Likelihood.Possible,
        Temporality = Temporality.Historical,
        Experiencer = Experiencer.Family,
        Because = "mother had",
    };

    private static readonly PartialDate _day = new(2025, 6, 17), _month = new(2025, 6), _year = new(2025);

    private static readonly Dosing _dosing = new()
    {
        Text = "1–2 tablets every 6 hours as needed for 5 days",
        Dose = new(1.50m, "tablet") { Comparator = "<=", Ucum = "{tbl}" },
        Strength = "500 mg",
        Form = "tablet",
        Route = Text("oral"),
        TimesPerDay = 4,
        FrequencyText = "every 6 hours",
        AsNeeded = true,
        Duration = "5 days",
    };

    public static IReadOnlyList<Finding> Findings { get; } =
    [
        Common(new AllergyFinding
        {
            Concept = Text("cefuroxime"), Reactions = [Text("anaphylaxis")], Severity = "severe", Category = "medication", Type = "allergy",
            Status = AllergyStatus.Refuted, Onset = _year,
        }),
        Common(new NoKnownFinding { Concept = Text("no known allergies"), Scope = NoKnownScope.DrugAllergies }),
        Common(new MedicationFinding
        {
            Concept = Text("rivaroxaban"), Dosing = _dosing, FormerDosing = _dosing with { Text = "15 mg daily" }, Status = MedicationStatus.DoNotGive, Start = _month, End = _day, IsOccasion = true, Reason = "kidneys",
        }),
        Common(new ProblemFinding { Concept = Text("gout"), Status = ProblemStatus.Resolved, Onset = _year, Abatement = _month, Severity = "mild" }),
        Common(new ObservationFinding
        {
            Concept = Text("potassium"), Category = ObservationCategory.Laboratory, Value = new(5.20m, "mmol/L") { Comparator = ">", Ucum = "mmol/L" },
            ValueText = Text("high"), ReferenceRange = "3.5 - 5.0", Flag = "H", Effective = _day, Status = "final", Performer = "Tamarind Diagnostics",
        }),
        Common(new ProcedureFinding { Concept = Text("cholecystectomy"), Performed = _year, NotDone = true }),
        Common(new ImmunizationFinding { Concept = Text("influenza vaccine"), Given = _day, NotDone = true }),
        Common(new DeviceFinding { Concept = Text("pacemaker"), Since = _day, Removed = _day, Active = false }),
        Common(new DirectiveFinding { Concept = Text("do not resuscitate"), Dated = _day, Active = false }),
        Common(new AlertFinding { Concept = Text("difficult airway"), Active = false }),
        Common(new CorrectionFinding
        {
            Concept = Text("gout"), Line = "3f9a0c", Verdict = CorrectionVerdict.Disputed, Author = "dr.osei", Issuer = "https://id.hospital.example",
            At = new(2025, 3, 2, 9, 30, 0, TimeSpan.Zero), Comment = "never had it",
        }),
    ];

    private static readonly DocumentReading _reading = new()
    {
        Document = _digest,
        MediaType = "application/pdf",
        Bytes = 47157,
        Date = _month,
        Pages =
        [
            new()
            {
                Number = 1, Width = 1284, Height = 1818, Dpi = 220, Origin = PageOrigin.Ocr, Rotation = 270, Confidence = 0.5, Text = "5.2",
                Words = [new() { Text = "5.2", Start = 0, Box = new(1, 2, 3, 4), Line = 0, Confidence = 0.25, Alternatives = ["8.2"], NeedsReview = true }],
                Preview = [1, 2, 3], PreviewMediaType = "image/jpeg",
            },
        ],
        Statements = Findings,
        Patient = new()
        {
            Name = new("Philippa Jane Marchbanks", "Marchbanks", ["Philippa", "Jane"]),
            BirthDate = new(1949, 5, 17),
            Sex = Sex.Female,
            Identifiers = [new("LS-20418", "urn:oid:2.999.41.1", "practice number")],
            Address = "27 Orchard Rise",
            Phones = ["(207) 555-0163"],
            Contacts = [new("Tobias Marchbanks", "son", "(207) 555-0186", _sources)],
            BloodGroup = "A Rh negative",
            Sources = _sources,
        },
        NotUnderstood = ["Basic"],
    };

    private static readonly ReadingProblem _problem = new("truncated", "The file ends too early.", "Ask for it again.");

    public static IReadOnlyList<ReadOutcome> Outcomes { get; } =
    [
        new ReadOutcome.Read(_reading), new ReadOutcome.PartlyRead(_reading, _problem),
        new ReadOutcome.Unreadable(_reading, _problem), new ReadOutcome.Refused(_reading, _problem),
    ];

    public static UnderstoodDocument Document { get; } = new()
    {
        Reading = _reading,
        Name = "letter.pdf",
        Title = "Discharge letter",
        Date = _day,
        Patient = _reading.Patient!,
        Findings = Findings,
        Problem = _problem,
    };

    private static CodedText Text(string words) => new(words) { Codes = [new(CodeSystems.Snomed, "12345", words), new("urn:oid:2.999", "X")] };

    private static Finding Common(Finding finding) => finding with
    {
        Assertion = _qualified,
        Certainty = ReadingCertainty.Sure,
        UnsureBecause = "weak digit",
        Recorded = _day,
        Sources = _sources,
        EnteredInError = true,
    };
}
