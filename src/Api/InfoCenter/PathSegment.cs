using Microsoft.AspNetCore.Http.Features;

namespace Parley.Api.InfoCenter;

internal static class PathSegment
{
    /// <summary>The last segment of the path, as the client meant it: the server leaves %2F as it is, and then nobody can tell it
    /// from %252F.</summary>
    public static string Last(HttpRequest request)
    {
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var path = target.AsSpan(0, target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query ? query : target.Length).TrimEnd('/');
        return Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..]);
    }
}
