using MedLedger.Clinical.Summary.Wording;
using Microsoft.Net.Http.Headers;

namespace MedLedger.Server.Summary;

/// <summary>The language of the page: `?lang=` first, then Accept-Language, then English. A language that there is none of is passed over, never an error.</summary>
internal static class PageLanguage
{
    public static PageWords Of(HttpRequest request)
    {
        if (request.Query["lang"].ToString() is { Length: > 0 } asked && PageWords.In(asked) is { } named) return named;
        if (request.Headers.AcceptLanguage.Count == 0 || !StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var wishes)) return PageWords.English;
        return wishes.Where(wish => wish.Quality is null or > 0).OrderByDescending(wish => wish.Quality ?? 1).Select(wish => PageWords.In(wish.Value.ToString())).OfType<PageWords>().FirstOrDefault() ?? PageWords.English;
    }
}
