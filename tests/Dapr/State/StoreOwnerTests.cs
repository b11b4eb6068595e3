namespace Parley.Dapr.Tests.State;

public sealed class StoreOwnerTests : IDisposable
{
    private readonly ComponentFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_second_owner_is_told_who_the_first_is()
    {
        folder.With("a.yaml", folder.Sqlite());
        await using var components = await folder.OpenAsync("first");

        var sentence = await folder.FailureAsync();

        Assert.Contains($"cannot open '{folder.Database}': it belongs to process {Environment.ProcessId} on {Environment.MachineName}, app first, since ", sentence, StringComparison.Ordinal);
        Assert.EndsWith("One process owns a store; stop that one first.", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_refused_does_not_disturb_the_owner()
    {
        folder.With("a.yaml", folder.Sqlite());
        await using var components = await folder.OpenAsync();

        await folder.FailureAsync();
        await folder.FailureAsync();
    }

    [Fact]
    public async Task A_store_that_was_closed_has_no_owner()
    {
        folder.With("a.yaml", folder.Sqlite());
        for (var start = 0; start < 3; start++)
        {
            await using var components = await folder.OpenAsync();
        }
    }

    [Fact]
    public async Task What_a_killed_owner_left_behind_holds_nobody_up()
    {
        await File.WriteAllTextAsync($"{folder.Database}.owner", "process 1 on elsewhere");
        folder.With("a.yaml", folder.Sqlite());

        await using var components = await folder.OpenAsync();
    }
}
