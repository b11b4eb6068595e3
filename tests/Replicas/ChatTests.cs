using System.Net.Http.Json;
using System.Text;
using Parley.Hosting;
using Xunit;

namespace Parley.Replicas.Tests;

/// <summary>Answers that are made on one replica for a client of the other.</summary>
[Collection(ReplicasCollection.Name)]
public sealed class ChatTests(SharedReplicas shared)
{
    private const int Attempts = 40;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_that_the_other_replica_makes_comes_piece_by_piece_and_ends_right(bool heldByFirst)
    {
        var (here, there) = (shared.Replicas.First, shared.Replicas.Second);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var before = await there.CountAnswersAsync();
            var conversation = (heldByFirst ? here : there).NewSession();
            await ChatAsync(here.Host, conversation);
            if (await there.CountAnswersAsync() > before)
            {
                return;
            }
        }

        Assert.Fail($"Of {Attempts} answers the other replica made none.\n{shared.Replicas.Output()}");
    }

    /// <summary>The second half of the answer is said only when the client has the first.</summary>
    private async Task ChatAsync(ParleyHost host, string conversation)
    {
        var question = $"question in {conversation}";
        var gate = shared.Gates[question] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using var request = new HttpRequestMessage(HttpMethod.Post, host.At("/api/chat-stream"))
        {
            Content = JsonContent.Create(new { message = question, conversation_id = conversation }),
        };
        using var response = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}\n{shared.Replicas.Output()}");
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());

        var seen = await ReadAsync(reader, $$"""data: {"content":"{{SharedReplicas.Begins}}"}""");
        gate.SetResult();
        seen += await ReadAsync(reader, null);

        Assert.Contains($$"""data: {"content":"{{SharedReplicas.Ends}}"}""", seen, StringComparison.Ordinal);
        Assert.Contains("event: done\n", seen, StringComparison.Ordinal);
    }

    /// <summary>Reads up to a line, or to the end.</summary>
    private static async Task<string> ReadAsync(StreamReader reader, string? last)
    {
        var seen = new StringBuilder();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await reader.ReadLineAsync(deadline.Token) is { } line)
        {
            seen.Append(line).Append('\n');
            if (line == last)
            {
                return seen.ToString();
            }
        }

        return last is null ? seen.ToString() : throw new InvalidOperationException($"'{last}' was expected, not\n{seen}");
    }
}
