using System.Globalization;
using Parley.Sessions.Catalog;
using Parley.Sessions.Numbers;
using Parley.Workflows.Chats;

namespace Parley.Api.Health;

/// <summary>The figures behind <c>/health</c>: whether the store answers, and how much there is.</summary>
internal sealed class SystemStatus(NumberDesk numbers, CatalogReader catalog, ReplyCache cache)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    public async Task<SystemView> ReadAsync(CancellationToken cancellation)
    {
        var active = await CountActiveAsync(cancellation);
        return new SystemView(
            active is not null,
            active is null ? "数据库连接失败" : "数据库连接正常",
            string.Create(CultureInfo.InvariantCulture, $"缓存 {cache.Count} 条记录"),
            active is null ? "当前活动会话数量未知" : string.Create(CultureInfo.InvariantCulture, $"当前活动会话数量 {active} 条记录"));
    }

    /// <summary>How many sessions are active; null when the store does not answer.</summary>
    private async Task<long?> CountActiveAsync(CancellationToken cancellation)
    {
        try
        {
            await numbers.LastAsync().WaitAsync(Deadline, cancellation);
            return (await catalog.ListSessionsAsync(new SessionQuery(1) { Status = SessionStatus.Active }).WaitAsync(Deadline, cancellation)).Total;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return null;
        }
    }
}
