namespace MedLedger.Tools.Lexicon;

/// <summary>Brands that are also everyday English words or first names; a note that says them hardly ever means the product.</summary>
internal static class OrdinaryWords
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "today", "balance", "focus", "natural", "complete", "unisom", "clear", "relief", "duration", "normal", "control", "thrive",
        "vision", "pure", "orange", "cover", "vital", "choice", "assure", "ease", "advance", "ultra", "select", "life", "optimum",
        "sense", "fresh", "dry", "sure", "comfort", "gentle", "formula", "total", "simple", "active", "advanced", "basic", "care",
        "children", "adult", "daily", "night", "morning", "evening", "cold", "cough", "fever", "pain", "sleep", "stress", "energy",
        "smooth", "shield", "spectrum", "impact", "iron", "zinc", "calcium", "vitamin", "protein", "water", "sugar", "salt", "milk",
        "renew", "restore", "revive", "rescue", "secure", "stable", "perform", "exact", "extra", "first", "next", "plus", "prime",
        "prompt", "quick", "rapid", "regular", "ready", "strong", "super", "support", "target", "trust", "unity", "victory", "zero",
        "alert", "always", "aware", "bright", "calm", "charm", "code", "dawn", "effective", "enable", "entire", "equal", "event",
        "family", "fast", "final", "free", "full", "general", "good", "grade", "great", "green", "guard", "health", "heart", "home",
        "idea", "index", "intro", "joint", "just", "kind", "lead", "level", "light", "like", "line", "link", "live", "long", "love",
        "major", "mark", "mass", "match", "medi", "men", "mind", "mini", "mini-pill", "more", "move", "much", "new", "nice", "note",
        "once", "one", "only", "open", "original", "pack", "part", "pass", "past", "patient", "place", "plain", "plan", "point",
        "polar", "position", "press", "proper", "provide", "rest", "right", "rise", "role", "safe", "same", "self", "sign", "skin",
        "slim", "soft", "solid", "soon", "source", "spring", "stand", "star", "start", "state", "stay", "step", "stop", "style",
        "suit", "summer", "term", "thick", "thin", "tone", "tooth", "touch", "trace", "trial", "true", "twin", "vault", "view",
        "walk", "wart", "wash", "well", "white", "wide", "will", "winter", "woman", "women", "work", "yes", "yellow", "young",
        "acid", "alcohol", "antacid", "allergy", "antiseptic", "aspirin free", "baby", "body", "bone", "ear", "eye", "face", "foot",
        "hand", "head", "lip", "lotion", "mouth", "nasal", "neck", "oral", "scalp", "sinus", "spray", "stomach", "throat", "topical",
        "align", "arrest", "assist", "attain", "bones", "breathe", "cavity", "confidence", "defend", "derma", "fiber", "fortify",
        "harmony", "hydrate", "infant", "infants", "invest", "kids", "legacy", "liberty", "mission", "nature", "oasis", "origin",
        "pride", "promise", "refresh", "renal", "respond", "reveal", "sanctuary", "serene", "signal", "source", "sunrise", "systemic",
        "tears", "tend", "theme", "triumph", "vigor", "vista", "wellness", "symbol", "ascend", "adult cough", "travel", "motion",
        "lido", "diet", "laxative", "expectorant", "decongestant", "antihistamine", "analgesic", "sunscreen", "deodorant", "soap",
        "pre-op", "new day", "react", "triad", "stye", "pronto", "tucks", "sojourn", "prolate", "take action", "option 2", "plan b", "my way", "my choice",
        "her style", "morning after", "heather", "julie", "camila", "nikki", "kirsty", "terrell", "ella", "lodine", "dial", "ring", "urea", "glucose", "dextrose", "sodium chloride", "sodium", "potassium", "chloride", "magnesium", "phosphate",
    };

    public static bool Contains(string brand) => Words.Contains(brand);
}
