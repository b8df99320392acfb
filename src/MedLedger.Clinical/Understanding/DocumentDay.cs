using System.Text.RegularExpressions;
using MedLedger.Clinical.Sections;
using MedLedger.Domain;

namespace MedLedger.Clinical.Understanding;

/// <summary>Finds the day a document is of, among the dates of its head.</summary>
internal static partial class DocumentDay
{
    private const int Head = 700;
    private const int LetterHead = 1200;
    private const int Rest = 300;
    private const int FirstLines = 300;
    private const int TopLines = 8;
    private const int LetterLines = 14;
    private const int Window = 60;
    private const int OldestAbove = 10;
    private const int Told = 12;
    private const int Ahead = 31;
    // Held against a few dozen letters before a date: without NonBacktracking, whose tables take long to build.
    private const RegexOptions Flat = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    [GeneratedRegex(@"\b(?:dated?(?:/time)?|dos|visit|collected|abnahme(?:datum)?|entnahme(?:datum)?|reported|received|run|printed|print(?:ed)? (?:date|on)|signed|datum|date of (?:this )?(?:visit|service|report|letter|note|discharge|review|check|contact|consultation|assessment|encounter|clinic|appointment|transfer)|(?:report|letter|clinic|visit|service|transfer|discharge|sample|review|form|card|record|sheet|assessment) date|date(?:/time)? (?:of )?transfer(?:red)?(?: to [a-z ]{1,20})?|transferred(?: to [a-z ]{1,20})?|taken|(?:(?:pack|cycle|chart|blister|packing) )?(?:week|cycle|pack|chart|blister) (?:starting|commencing|beginning|start(?:s| date)?|begins)|w/c|date of (?:booking|clerking|issue|prescription|dispensing)|booking date|discharged?(?: date)?|d/c|d\.o\.d\.?|d\.o\.v\.?|date (?:completed|discharged|seen|printed|reported|collected)|seen on|entlassen(?: am)?|entlassung(?:sdatum|stag)?(?: am)?|ausstellungsdatum|briefdatum|untersuchungsdatum|ausgestellt am|erstellt am|gedruckt am|f\. ?alta|f\. ?(?:de )?(?:informe|consulta)|fecha(?: (?:de )?(?:alta|consulta|informe|visita|emisión|la consulta))?|alta(?: el)?|date (?:de )?(?:sortie|consultation|visite|l['’]examen|prélèvement)|sortie(?: le)?|sorti(?:e)? le|édité le|imprimé le|consultation du|dimess[oa] il|data (?:di )?(?:dimissione|visita|referto)|data)\s*(?:\([^)\n]{1,20}\))?\s*[:;]?\s*(?:on |am |le |el |il )?$", Flat, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Label { get; }
    [GeneratedRegex(@"\b(?:admit(?:ted)?(?: date)?|adm\.?(?: date)?|admission(?: date)?(?:/time)?|date (?:admitted|of admission|registered|joined)|doa|d\.o\.a\.?|registered|registration(?: date)?|joined|aufnahme(?:datum|tag)?|aufgenommen|(?:f(?:echa|\.)? ?(?:de )?)?ingreso|(?:date d['’])?entrée|admise?|ricovero|ricoverat[oa])\s*(?:\([^)\n]{1,20}\))?\s*[:;]?\s*(?:on |am |le |el |il )?$", Flat, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Admission { get; }
    [GeneratedRegex(@"\b(?:collected|collection(?: date)?|sample date|sample taken|specimen (?:date|taken|collected)|drawn|taken|abnahme(?:datum)?|entnahme(?:datum)?)\s*[:;]?\s*(?:on )?$", Flat, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Collection { get; }
    [GeneratedRegex(@"\bdate of (?:this )?(?:review|visit|service|check|contact|consultation|assessment|encounter|clinic|appointment)\s*[:;]?\s*$|\bform date\s*[:;]?\s*$", Flat, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex DateOf { get; }
    [GeneratedRegex(@"[0-9][./-][0-9]{2,4}\s*(?:-|–|to|until|bis(?: zum)?|au|al)\s*$", Flat, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex RangeBefore { get; }
    [GeneratedRegex(@"\b(?:stationär\w*|behandlung|aufenthalt|hospitalis\w+|séjour|ingres\w+|estancia|ricover\w+|degenza|admitted|admission|inpatient|stay)\b", Flat, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Stay { get; }
    // A letter is of the visit, however late it was written.
    [GeneratedRegex(@"\b(?:typed|dictated|transcribed|diktiert|geschrieben|dicté le|tapé le)\s*[:;]?\s*(?:on |am )?$", Flat, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Written { get; }
    [GeneratedRegex(@"\b(?:vom|von|du|del|dal|from)\s*$", Flat, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex StayFrom { get; }
    [GeneratedRegex(@"\b(?:last|previous|prior|next|review|follow-up|due|appointment|edd|lmp|expir\w*|valid|until|form|version|revised|rev\.?|since|stopped|started|planned|proposed|scheduled|geplant|prévue?|prevista|próxim[ao]|(?:stop|end|onset|order|issue|effective|procedure|operation|surgery|injury|referral|death|diagnosis|delivery|consent) date)\b(?:[^\n]{0,14}|[^\n]{0,14}:\s*)\z", Flat, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex NotToday { get; }
    [GeneratedRegex(@"^ (?:after|for|with|because|due to|following|when|where|showed|without)\b", Flat, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex TellsOn { get; }
    // "Rottach, den 14.04.2025", "Saint-Aubin, le 27/06/2025", "Le 22/01/2025" in a column of its own.
    private static readonly Regex Writer = new(@"^(?: \d{1,2}:\d{2})?\s*[-–|,:]?\s+(?:Dr|Nurse|Sister|Sr|Prof|GP|RN|PN|NP|CNS|Midwife|Pharmacist|Consultant|District nurse|Practice nurse)\b\.?[^\n]{0,40}$", RegexOptions.NonBacktracking | Flat);
    private static readonly Regex Place = new(@"^\s*(?:(?-i:\p{Lu})[\p{L}.'’ -]{1,40},\s*(?:den |le |the |el |a |il |li )?|(?:den|le) )\s*$", RegexOptions.NonBacktracking | Flat);

    public static PartialDate? Find(string text, IReadOnlyList<DateInText> dates, DateInText? birth)
    {
        text = text[..Math.Min(text.Length, LetterHead + Rest)];
        var head = dates.TakeWhile(date => date.Start < LetterHead).Where(date => date.Date.Day is not null && date.Date != birth?.Date && !PatientBirth.IsLabelled(text, date.Start)).ToList();
        var letters = head.Where(date => IsPlaced(text, date)).ToList();
        var candidates = head.Where(date => date.Start < Head && IsOfADay(text, date) && !letters.Contains(date)).ToList();
        var admissions = candidates.Where(date => IsAdmission(text, date)).ToList();
        var written = candidates.Where(date => Written.IsMatch(Before(text, date))).ToList();
        var others = candidates.Except(admissions).Except(written).ToList();
        var labelled = others.Where(date => Label.IsMatch(Before(text, date)) || EndsStay(text, date)).Concat(letters).Concat(others.Where(date => OpensEntry(text, date))).Distinct().ToList();
        // Without a label the head's own date counts: the first on the first lines.
        var first = others.Where(date => LineOf(text, date) < 4 && date.Start < FirstLines && !(labelled.Count > 0 && FaxBanner.Is(HeadLines.Line(text, date.Start))) && IsPlausible(text, date, labelled, head)).Take(1);
        return Newest(labelled.Concat(first)) ?? Newest(written) ?? Newest(admissions);
    }

    public static PartialDate? Collected(string text, IReadOnlyList<DateInText> dates)
    {
        for (var at = 0; at < dates.Count && dates[at].Start < Head; at++)
        {
            if (dates[at].Date.Day is null || !Collection.IsMatch(HeadLines.Before(text, dates[at].Start, Window))) continue;
            // "Collected:  02.07.2025   04.08.2025": the head of a table, whose columns have their own days.
            var isTable = at + 1 < dates.Count && text[dates[at].End..dates[at + 1].Start] is var between && !between.Contains('\n') && string.IsNullOrWhiteSpace(between);
            return isTable ? null : dates[at].Date;
        }

        return null;
    }

    // "Period: 17/11/25 - 14/12/25": a chart is of its first day, and may run into the future; a stay's letter is of its last.
    private static bool IsOfADay(string text, DateInText date)
    {
        var before = Before(text, date);
        // "Emergency visit 03/11/2025 after a wasp sting": a sentence tells of another day.
        if (before.TrimEnd().EndsWith("visit", StringComparison.OrdinalIgnoreCase) && TellsOn.IsMatch(text[date.End..Math.Min(text.Length, date.End + Told)])) return false;
        if (RangeBefore.IsMatch(before)) return EndsStay(text, date);
        var near = HeadLines.Before(text, date.Start, 24);
        return !NotToday.IsMatch(near) || near.EndsWith("   ", StringComparison.Ordinal) || DateOf.IsMatch(before);
    }

    private static bool EndsStay(string text, DateInText date) => RangeBefore.IsMatch(Before(text, date)) && Stay.IsMatch(HeadLines.Line(text, date.Start));

    private static bool IsAdmission(string text, DateInText date) => Admission.IsMatch(Before(text, date)) || (StayFrom.IsMatch(Before(text, date)) && Stay.IsMatch(HeadLines.Line(text, date.Start)));

    private static bool IsPlaced(string text, DateInText date)
    {
        var line = text[HeadLines.Start(text, date.Start)..date.Start];
        var column = line.TrimEnd().LastIndexOf("  ", StringComparison.Ordinal);
        return LineOf(text, date) < LetterLines && string.IsNullOrWhiteSpace(text[date.End..HeadLines.End(text, date.End)].TrimStart('.')) && Place.IsMatch(column < 0 ? line : line[column..]);
    }

    // An unlabelled date long before all others is somebody's birth, one long after the labelled ones beside it is yet to come.
    private static bool IsPlausible(string text, DateInText date, List<DateInText> labelled, List<DateInText> head) =>
        date.Date.Year >= head.Max(other => other.Date.Year) - OldestAbove
        && (Newest(labelled.Where(other => LineOf(text, other) < TopLines)) is not { } known || date.Date.Earliest <= known.Earliest.AddDays(Ahead));

    // "30 Apr 2026   Dr S Vuletic" above what was written on that day: an export's entries, the newest of which is its day.
    private static bool OpensEntry(string text, DateInText date) =>
        string.IsNullOrWhiteSpace(text[HeadLines.Start(text, date.Start)..date.Start]) && Writer.IsMatch(text[date.End..HeadLines.End(text, date.End)]);

    private static PartialDate? Newest(IEnumerable<DateInText> dates) => dates.Select(date => (PartialDate?)date.Date).Max();

    private static int LineOf(string text, DateInText date) => text.AsSpan(0, date.Start).Count('\n');

    private static string Before(string text, DateInText date) => HeadLines.Before(text, date.Start, Window);
}
