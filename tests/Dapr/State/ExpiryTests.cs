using System.Diagnostics;
using Dapr.Embedded.State;
using Microsoft.Data.Sqlite;

namespace Parley.Dapr.Tests.State;

public sealed class ExpiryTests : IDisposable
{
    private readonly ComponentFolder folder = new();
    private readonly ManualTime time = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("state.sqlite")]
    [InlineData("state.in-memory")]
    public async Task A_row_lives_its_seconds_and_at_most_one_more(string type)
    {
        folder.With("a.yaml", type == "state.sqlite"
            ? folder.Sqlite()
            : ComponentFolder.Component("statestore", type, ComponentFolder.ActorStore));
        await using var components = await folder.OpenAsync(time: time);
        var store = components.ActorStore.Store;
        await store.WriteAsync([new StateWrite("brief", "1"u8.ToArray(), TimeToLive: 2)]);

        time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.NotNull(await store.ReadAsync("brief", default));

        time.Advance(TimeSpan.FromSeconds(1.1));
        Assert.Null(await store.ReadAsync("brief", default));
    }

    [Fact]
    public async Task Expired_rows_leave_the_file_and_others_stay()
    {
        folder.With("a.yaml", folder.Sqlite());
        await using var components = await folder.OpenAsync(time: time);
        await components.ActorStore.Store.WriteAsync(
            [new StateWrite("brief", "1"u8.ToArray(), TimeToLive: 1), new StateWrite("lasting", "1"u8.ToArray())]);

        time.Advance(TimeSpan.FromMinutes(1));

        var waited = Stopwatch.StartNew();
        while (Keys() != "lasting")
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(10), $"The sweep was to leave 'lasting' alone in the file, which holds {Keys()}.");
            await Task.Delay(20);
        }
    }

    private string? Keys()
    {
        using var connection = new SqliteConnection($"Data Source={folder.Database};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT group_concat(key) FROM state";
        return command.ExecuteScalar()?.ToString();
    }
}
