using Parley.Api.Tests.AgentSessions;
using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.Chat;

[Collection(nameof(StuckHost))]
public sealed class LineTests(StuckHost fixture)
{
    [Theory]
    [InlineData(Chats.Path)]
    [InlineData(Chats.StreamPath)]
    public async Task Sixteen_wait_in_line_and_the_next_is_told_to_come_again(string path)
    {
        var id = await fixture.Host.CreateAsync();
        using var leave = new CancellationTokenSource();

        var asked = Enumerable.Range(0, 17).Select(_ => AskAsync(path, id, leave.Token)).ToList();

        var answer = await await Task.WhenAny(asked);
        answer.Refuses(429);
        Assert.Equal("1", answer.Headers["retry-after"]);
        Assert.Equal(16, asked.Count(task => !task.IsCompleted));
        await leave.CancelAsync();
        foreach (var task in asked.Where(task => !task.IsCompletedSuccessfully))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        }
    }

    private async Task<Answer> AskAsync(string path, string id, CancellationToken leave)
    {
        using var content = Requests.Json($$"""{"message":"hi","conversation_id":"{{id}}"}""");
        using var response = await fixture.Host.Client.PostAsync(fixture.Host.At(path), content, leave);
        return await Answer.OfAsync(response);
    }
}
