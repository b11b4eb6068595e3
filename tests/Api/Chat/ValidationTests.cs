using System.Text;
using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.Chat;

[Collection(nameof(ChatHost))]
public sealed class ValidationTests(ChatHost fixture)
{
    private static readonly string[] Values = ["null", "true", "1", "1e400", "\"\"", "\" \"", "\"hi\"", "\"\\u0000\"", "\"\\ud800\"", "[]", "{}", "\"3f2504e0-4f89-11d3-9a0c-0305e82c3301\""];

    private static readonly string[] Paths =
    [
        "/api/chat", "/api/chat-stream", "/api/chat/", "/api/conversations/x", "/api/conversations/%00", "/api/conversations/", "/api/conversations/%zz", "/api/conversations/..%2fx", "/api/chat?x",
    ];

    [Theory]
    [InlineData("{}", "message is required")]
    [InlineData("""{"message":null}""", "message must be a string")]
    [InlineData("""{"message":7}""", "message must be a string")]
    [InlineData("""{"message":"\ud800"}""", "message must be a string")]
    [InlineData("""{"message":""}""", "message must not be blank")]
    [InlineData("""{"message":" \n\t"}""", "message must not be blank")]
    [InlineData("""{"message":"hi","conversation_id":7}""", "conversation_id must be a string")]
    [InlineData("""{"message":"hi","conversation_id":{}}""", "conversation_id must be a string")]
    [InlineData("[]", "the body must be a JSON object")]
    [InlineData("{", "the body is not valid JSON")]
    [InlineData("", "the body is not valid JSON")]
    public async Task A_bad_body_is_400_on_both_chats(string body, string message)
    {
        (await fixture.Host.PostAsync(Chats.Path, body)).Refuses(400, message);
        (await fixture.Host.PostAsync(Chats.StreamPath, body)).Refuses(400, message);
    }

    [Fact]
    public async Task Lengths_are_counted_in_code_points()
    {
        (await fixture.Host.ChatAsync(message: string.Concat(Enumerable.Repeat("😀", 5000)))).Replied();
        (await fixture.Host.ChatAsync(message: new string('x', 5001))).Refuses(400, "message must have at most 5000 characters");
    }

    [Fact]
    public async Task A_bad_key_is_400_and_one_of_another_body_422()
    {
        (await fixture.Host.ChatAsync(key: new string('k', 129))).Refuses(400, "Idempotency-Key must be 1 to 128 printable characters");
        var key = Guid.NewGuid().ToString();
        (await fixture.Host.ChatAsync(key: key)).Replied();
        (await fixture.Host.ChatAsync(message: "other", key: key)).Refuses(422, "Idempotency-Key was used for another request");
    }

    [Fact]
    public async Task A_chat_under_a_key_is_held_once_also_at_the_same_time()
    {
        var key = Guid.NewGuid().ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => fixture.Host.ChatAsync(key: key)));

        Assert.All(answers, answer => Assert.Equal(answers[0].Text, answer.Text));
        Assert.Equal(7, answers.Count(answer => answer.Headers.ContainsKey("idempotency-replayed")));
        Assert.Equal(2, (await fixture.Host.HistoryAsync(answers[0].Replied().Conversation())).Count);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_413()
    {
        var body = new byte[1024 * 1024 + 1];
        Array.Fill(body, (byte)' ');

        (await RawHttp.SendAsync(fixture.Host, RawHttp.Request($"POST {Chats.Path}", "Content-Type: application/json\r\n", body))).Refuses(413);
    }

    [Theory]
    [InlineData("GET", "/api/chat/x", 404, "Not Found")]
    [InlineData("GET", "/api/conversations", 404, "Not Found")]
    [InlineData("GET", "/api/chat", 405, "Method Not Allowed")]
    [InlineData("GET", "/api/chat-stream", 405, "Method Not Allowed")]
    [InlineData("PUT", "/api/conversations/x", 405, "Method Not Allowed")]
    public async Task Unknown_routes_and_wrong_methods_have_the_shape_of_the_contract(string method, string path, int status, string message) =>
        (await fixture.Host.AskAsync(new HttpMethod(method), path, null)).Refuses(status, message);

    [Fact]
    public async Task No_request_is_answered_5xx_and_the_service_goes_on()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        string Pick(string[] choices) => choices[random.Next(choices.Length)];
        for (var i = 0; i < 200; i++)
        {
            var body = random.Next(8) == 0 ? Pick(Values) : $$"""{"message":{{Pick(Values)}},"conversation_id":{{Pick(Values)}}}""";
            var line = $"{Pick(["GET", "POST", "POST", "DELETE", "PUT"])} {Pick(Paths)}";

            var answer = await RawHttp.SendAsync(fixture.Host, RawHttp.Request(line, "Content-Type: application/json\r\n", Encoding.UTF8.GetBytes(body)));

            Assert.True(answer.Status < 500, $"seed {seed}, request {i}: {line} {body} was answered {answer.Status} {answer.Text}");
        }

        (await fixture.Host.ChatAsync()).Replied();
    }
}
