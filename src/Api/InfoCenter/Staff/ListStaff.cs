using System.Globalization;
using Parley.Api.Contracts;
using Parley.Sessions.Staff;

namespace Parley.Api.InfoCenter.Staff;

internal static class ListStaff
{
    public static async Task<IResult> HandleAsync(HttpRequest request, StaffDirectory staff)
    {
        var query = new QueryReader(request.Query);
        var part = ListQuery.Read(query);
        var (platform, search) = (query.Text("platform"), query.Text("search"));
        var status = query.OneOf("status", Words.StaffStatuses);
        var after = 0L;
        if (part.Cursor is not null && !long.TryParse(part.Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after))
        {
            query.Refuse("cursor", ListQuery.CursorDemand);
        }

        if (query.Error is not null)
        {
            return query.Error.Answer();
        }

        var found = (await staff.ReadAsync()).Members.Where(member =>
            (platform is null || member.Platform == platform)
            && (status is null || member.Status == status)
            && (search is null || member.Name.Contains(search, StringComparison.OrdinalIgnoreCase))).ToList();
        var rest = part.Cursor is null ? found.Skip((int)Math.Min((part.Page - 1L) * part.PageSize, found.Count)) : found.Where(member => member.Number > after);
        var page = rest.Take(part.PageSize).ToList();
        var next = page.Count > 0 && page[^1] != found[^1] ? page[^1].Number.ToString(CultureInfo.InvariantCulture) : null;
        return new JsonAnswer<InfoPage<InfoStaff>>(
            part.Show<InfoStaff>([.. page.Select(StaffViews.Of)], found.Count, next), InfoJson.Default.InfoPageInfoStaff);
    }
}
