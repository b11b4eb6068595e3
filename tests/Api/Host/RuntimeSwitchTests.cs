using Parley.Api.Tests.InfoCenter;
using Parley.Api.Tests.InstantMessaging;
using Parley.Hosting;
using Parley.Hosting.Sidecars;
using Xunit;
using Robot = Parley.Api.Tests.AutoSession.Robot;

namespace Parley.Api.Tests.Host;

/// <summary>One set of SQLite files, in turns under the embedded runtime and under daprd.</summary>
[Trait("Dapr", "daprd")]
public sealed class RuntimeSwitchTests
{
    private const string ThinksForEver = "01:00:00";
    private const string Question = "多久发货？";

    [Theory]
    [InlineData(DaprMode.Embedded, DaprMode.Daprd, true)]
    [InlineData(DaprMode.Embedded, DaprMode.Daprd, false)]
    [InlineData(DaprMode.Daprd, DaprMode.Embedded, true)]
    [InlineData(DaprMode.Daprd, DaprMode.Embedded, false)]
    public async Task Conversations_and_tasks_cross_and_replies_that_were_owed_are_made(DaprMode from, DaprMode to, bool killed)
    {
        var session = Conversation.NewSession();
        await using var first = await ParleyHost.StartAsync(from);
        await first.PostMessageAsync(session, Question);
        var before = await first.SettledAsync(session, 1);
        await Robot.CreatedAsync(first, Robot.NewShop());
        await first.StopAsync();
        await LeaveAsync(first);
        await using var thinking = ParleyHost.Prepare(from, OnFilesOf(first, ("Ai__Offline__Delay", ThinksForEver)));
        await thinking.StartAgainAsync();
        await thinking.PostMessageAsync(session, Question);
        // A list is read after what is owed has been told to the catalog, from which the other way learns of it.
        Assert.Equal(200, (await thinking.GetAsync(Center.Sessions)).Status);
        await (killed ? thinking.KillAsync() : thinking.StopAsync());
        await LeaveAsync(thinking);

        await using var second = ParleyHost.Prepare(to, OnFilesOf(first));
        await second.StartAgainAsync();

        await second.SettledAsync(session, 2);
        var messages = (await second.MessagesAsync(session)).Select(message => message.Text("msg_content")).ToList();
        Assert.Equal(4, messages.Count);
        Assert.Equal(messages[..2], messages[2..]);
        Assert.Equal(Question, messages[0]);
        Assert.Equal(before[0].Text("record_id"), (await second.ListRecordsAsync(session)).GetProperty("records")[0].Text("record_id"));
        Assert.NotNull(await Robot.TakeAsync(second));
    }

    [Theory]
    [InlineData(DaprMode.Embedded, DaprMode.Daprd)]
    [InlineData(DaprMode.Daprd, DaprMode.Embedded)]
    public async Task While_one_runs_the_other_says_so_and_exits_1(DaprMode first, DaprMode second)
    {
        await using var host = await ParleyHost.StartAsync(first);
        await using var other = ParleyHost.Prepare(second, OnFilesOf(host));

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(other.StartAgainAsync);

        Assert.Contains("ended with 1", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"is in use by process {host.ProcessId} on ", refusal.Message, StringComparison.Ordinal);
        await host.PostMessageAsync("s", "still served");
    }

    private static (string, string)[] OnFilesOf(ParleyHost host, params (string, string)[] settings) =>
        [("Dapr__ResourcesPath", Path.Combine(host.Folder, "components")), .. settings];

    private static Task LeaveAsync(ParleyHost host) => host.Sidecar?.KillAsync() ?? Task.CompletedTask;
}
