using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.AgentSessions;

[Collection(nameof(StuckHost))]
public sealed class LineTests(StuckHost fixture)
{
    [Fact]
    public async Task Sixteen_wait_in_line_and_the_next_is_told_to_come_again()
    {
        var id = await fixture.Host.CreateAsync();
        using var leave = new CancellationTokenSource();

        var asked = Enumerable.Range(0, 17).Select(_ => AskAsync(id, leave.Token)).ToList();

        var answer = await await Task.WhenAny(asked);
        Assert.Equal((429, "1"), (answer.Status, answer.Headers["retry-after"]));
        Assert.Equal(["detail"], answer.Json.Names());
        Assert.Equal(16, asked.Count(task => !task.IsCompleted));
        await leave.CancelAsync();
        foreach (var task in asked.Where(task => !task.IsCompletedSuccessfully))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        }
    }

    private async Task<Answer> AskAsync(string id, CancellationToken leave)
    {
        using var content = Requests.Json("""{"source":"user","content":"hi"}""");
        using var response = await fixture.Host.Client.PostAsync(fixture.Host.At($"{Agent.Sessions}/{id}/chat"), content, leave);
        return await Answer.OfAsync(response);
    }
}
