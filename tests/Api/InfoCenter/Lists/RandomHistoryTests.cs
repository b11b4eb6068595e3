using System.Text.Json;
using Parley.Api.Tests.Host;
using Parley.Api.Tests.InstantMessaging;
using Parley.Hosting;
using Xunit;

namespace Parley.Api.Tests.InfoCenter.Lists;

public sealed class RandomHistoryTests
{
    private const int Rounds = 4;
    private const int StepsARound = 120;
    private const int QueriesARound = 40;

    [Fact]
    public async Task Lists_and_figures_are_what_a_naive_reading_gives_after_any_history_and_after_restarts()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        await using var host = await ParleyHost.StartAsync(
            ("Ai__Channels__info-center", "false"), ("Ai__Channels__im", "false"), ("Ai__Satisfaction", "false"));
        var history = new RandomHistory(host, random);
        for (var round = 0; round < Rounds; round++)
        {
            await history.WriteAsync(StepsARound);
            var center = await history.ReadAsync();
            await CompareAsync(host, history, center, random, $"seed {seed}, round {round}");
            if (round == 1)
            {
                await host.RestartAsync();
            }
            else if (round == 2)
            {
                await host.KillAsync();
                await host.StartAgainAsync();
            }

            await CompareAsync(host, history, center, random, $"seed {seed}, round {round} after its end");
        }
    }

    private static async Task CompareAsync(ParleyHost host, RandomHistory history, NaiveCenter center, Random random, string place)
    {
        for (var i = 0; i < QueriesARound; i++)
        {
            var query = history.MessageQuery(center);
            var sort = query.GetValueOrDefault("sortBy", "createdAt");
            await CompareAsync(host, Center.Messages, query, center.List(query), message => NaiveCenter.KeyOf(message, sort), random, place);

            query = history.SessionQuery(center);
            await CompareAsync(host, Center.Sessions, query, center.ListSessions(query), session => session.Text("lastActivityAt"), random, place);

            query = history.StatisticsQuery(center);
            var path = Center.Stats + Written(query);
            var answer = (await host.GetAsync(path)).Data(200, host).GetRawText();
            Assert.True(center.Count(query) == answer, $"{place}, {path}:\n{center.Count(query)}\nwas expected, not\n{answer}");
        }
    }

    /// <summary>Whole pages, by number or by cursor: the same items, in an order that the sorted member confirms.</summary>
    private static async Task CompareAsync(
        ParleyHost host, string route, Dictionary<string, string> query, List<JsonElement> expected, Func<JsonElement, object?> keyOf, Random random, string place)
    {
        var (pageSize, byCursor) = (random.Next(1, 31), random.Next(2) == 0);
        var found = new List<JsonElement>();
        string? cursor = null;
        for (var page = 1; page == 1 || found.Count < expected.Count; page++)
        {
            var path = route + Written(new Dictionary<string, string>(query)
            {
                ["pageSize"] = $"{pageSize}",
                [byCursor && cursor is not null ? "cursor" : "page"] = byCursor && cursor is not null ? cursor : $"{page}",
            });
            var answer = await host.GetAsync(path);
            found.AddRange(answer.Data(200, host).EnumerateArray());
            var pagination = answer.Json.GetProperty("pagination");
            Assert.True(pagination.GetProperty("total").GetInt32() == expected.Count, $"{place}, {path}: {expected.Count} were expected: {pagination}");
            Assert.Equal((expected.Count + pageSize - 1) / pageSize, pagination.GetProperty("totalPages").GetInt32());
            Assert.True(found.Count == Math.Min(page * pageSize, expected.Count), $"{place}, {path}: {found.Count} of {expected.Count} after page {page}");
            cursor = pagination.TextOrNull("nextCursor");
            Assert.True(cursor is null == (found.Count == expected.Count), $"{place}, {path}: the cursor is '{cursor}' after {found.Count} of {expected.Count}");
        }

        var text = $"{place}, {route}{Written(query)}";
        Assert.True(expected.Select(keyOf).SequenceEqual(found.Select(keyOf)), $"{text}: the order {string.Join(' ', expected.Select(keyOf))} was expected, not {string.Join(' ', found.Select(keyOf))}");
        Assert.True(Raw(expected).SequenceEqual(Raw(found)), $"{text}:\n{string.Join('\n', Raw(expected))}\nwere expected, not\n{string.Join('\n', Raw(found))}");
    }

    private static IEnumerable<string> Raw(IEnumerable<JsonElement> items) => items.Select(item => item.GetRawText()).Order(StringComparer.Ordinal);

    private static string Written(Dictionary<string, string> query) =>
        query.Count == 0 ? "" : "?" + string.Join('&', query.Select(one => $"{one.Key}={Uri.EscapeDataString(one.Value)}"));
}
