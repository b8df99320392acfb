namespace MedLedger.Clinical.Assertions;

/// <summary>Words that say that a course is over, whatever direction stands before them: "finished 10 day course", "(terminé le 28 février)".</summary>
internal static class EndedWords
{
    private static readonly HashSet<string> Phrases = new(StringComparer.Ordinal)
    {
        "completed", "finished", "course completed", "course finished", "( completed )", "has been completed", "was completed", "over .", "over ;", "is over", "now over", "is now over", "course over", "course is over", "course now over", "finished now", "course complete", "course done", "courses complete", "courses completed",
        "terminé", "terminée", "terminado", "terminada", "abgeschlossen", "beendet",
        "finalizado", "finalizada", "completado", "completada", "acabado", "acabada", "concluido", "concluida", "fini", "finie", "achevé", "achevée", "terminato", "terminata", "concluso", "conclusa", "afgerond",
    };

    public static bool Contain(string phrase) => Phrases.Contains(phrase);

    /// <summary>Whether one of the phrases that decided says so.</summary>
    public static bool Say(Qualification meaning) => meaning.Because.Split(", ").Any(Phrases.Contains);
}
