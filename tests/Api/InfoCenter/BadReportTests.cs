using System.Text;
using System.Text.Json;
using Parley.Api.Tests.Host;
using Xunit;

namespace Parley.Api.Tests.InfoCenter;

[Collection(nameof(CenterHost))]
public sealed class BadReportTests(CenterHost fixture)
{
    private const string NotJson = "Invalid value for body: the body is not valid JSON";
    private const string Control = "must have no control characters";
    private const string Id = "must be a text of 1 to 128 characters";

    private static readonly Dictionary<string, (string Member, object? Value, string Error)> Members = new()
    {
        ["no robot"] = ("robotId", null, "Missing required field: robotId"),
        ["no session"] = ("sessionId", null, "Missing required field: sessionId"),
        ["no sender"] = ("senderId", null, "Missing required field: senderId"),
        ["no name"] = ("senderName", null, "Missing required field: senderName"),
        ["no content"] = ("content", null, "Missing required field: content"),
        ["no type"] = ("messageType", null, "Missing required field: messageType"),
        ["number robot"] = ("robotId", 7, $"Invalid value for robotId: {Id}"),
        ["empty robot"] = ("robotId", "", $"Invalid value for robotId: {Id}"),
        ["129 session"] = ("sessionId", new string('s', 129), $"Invalid value for sessionId: {Id}"),
        ["line break in the session"] = ("sessionId", "a\nb", $"Invalid value for sessionId: {Control}"),
        ["NUL in the sender"] = ("senderId", "a\0b", $"Invalid value for senderId: {Control}"),
        ["array sender"] = ("senderId", new[] { "u" }, $"Invalid value for senderId: {Id}"),
        ["tab in the name"] = ("senderName", "a\tb", $"Invalid value for senderName: {Control}"),
        ["empty content"] = ("content", "", "Invalid value for content: must be a text of 1 to 5000 characters"),
        ["5001 emoji"] = ("content", string.Concat(Enumerable.Repeat("😀", 5001)), "Invalid value for content: must be a text of 1 to 5000 characters"),
        ["object content"] = ("content", new { a = 1 }, "Invalid value for content: must be a text of 1 to 5000 characters"),
        ["unknown type"] = ("messageType", "sticker", "Invalid value for messageType: must be one of text, image, video, file, audio"),
        ["capital type"] = ("messageType", "Text", "Invalid value for messageType: must be one of text, image, video, file, audio"),
        ["number type"] = ("messageType", 0, "Invalid value for messageType: must be one of text, image, video, file, audio"),
        ["number avatar"] = ("senderAvatar", 1, "Invalid value for senderAvatar: must be a text of 1 to 2048 characters"),
        ["wide avatar"] = ("senderAvatar", string.Concat(Enumerable.Repeat("😀", 300)), "Invalid value for senderAvatar: robot and sender must take at most 3072 bytes"),
        ["array metadata"] = ("metadata", new[] { 1 }, "Invalid value for metadata: must be an object"),
        ["text metadata"] = ("metadata", "{}", "Invalid value for metadata: must be an object"),
        ["large metadata"] = ("metadata", new { a = new string('中', 5460) }, "Invalid value for metadata: must have at most 16384 bytes"),
        ["unknown sender type"] = ("senderType", "robot", "Invalid value for senderType: must be one of user, staff, system, ai"),
    };

    public static TheoryData<string> Names => [.. Members.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_bad_member_gets_its_answer(string name)
    {
        var (member, value, error) = Members[name];
        var session = Center.NewId("s");

        (await fixture.Host.PostAsync(Center.Messages, Center.Report(session, "hi", (member, value)))).Fails(400, error);

        (await fixture.Host.GetAsync($"{Center.Sessions}/{session}")).Fails(404, "Session not found");
    }

    [Theory]
    [InlineData("{}", "robotId")]
    [InlineData("""{"content":"","robotId":"r"}""", "sessionId")]
    [InlineData("""{"robotId":5,"sessionId":"","senderId":"u"}""", "senderName")]
    [InlineData("""{"robotId":"r","sessionId":"s","senderId":"u","senderName":"n"}""", "content")]
    public async Task The_first_member_that_is_missing_is_named_in_the_documented_order(string body, string member) =>
        (await fixture.Host.PostAsync(Center.Messages, body)).Fails(400, $"Missing required field: {member}");

    [Fact]
    public async Task The_first_bad_member_is_named_in_the_documented_order() =>
        (await fixture.Host.PostAsync(Center.Messages, Center.Report("", "", ("robotId", "r"), ("messageType", "x")))).Fails(400, $"Invalid value for sessionId: {Id}");

    [Theory]
    [InlineData("", NotJson)]
    [InlineData("hello", NotJson)]
    [InlineData("{\"robotId\":\"r\"", NotJson)]
    [InlineData("[]", "Invalid value for body: the body must be a JSON object")]
    [InlineData("null", "Invalid value for body: the body must be a JSON object")]
    public async Task A_body_that_is_no_object_gets_its_answer(string body, string error)
    {
        (await fixture.Host.PostAsync(Center.Messages, body)).Fails(400, error);
        (await fixture.Host.PostAsync(Center.Staff, body)).Fails(400, error);
        (await fixture.Host.PutAsync($"{Center.Messages}/msg-1", body)).Fails(400, error);
        (await fixture.Host.PutAsync($"{Center.Sessions}/s", body)).Fails(400, error);
        (await fixture.Host.PutAsync($"{Center.Staff}/s", body)).Fails(400, error);
    }

    [Theory]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"\udc00":1}""")]
    [InlineData("""{"a":[{"b":"x\ude00y"}]}""")]
    public async Task Metadata_that_is_no_Unicode_is_refused(string metadata)
    {
        var body = JsonSerializer.Serialize(Center.Report(Center.NewId("s")))[..^1] + $",\"metadata\":{metadata}}}";

        (await fixture.Host.PostAsync(Center.Messages, body)).Fails(400, "Invalid value for metadata: must be valid Unicode");
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_are_refused()
    {
        foreach (var member in new[] { "content", "sessionId", "metadata" })
        {
            var body = Encoding.Latin1.GetBytes($$$"""{"robotId":"r","sessionId":"s","senderId":"u","senderName":"n","content":"c","messageType":"text","{{{member}}}":{{{(member == "metadata" ? "{\"a\":\"\u00ff\"}" : "\"\u00ff\"")}}}}""");

            var answer = await RawHttp.SendAsync(fixture.Host, RawHttp.Request("POST /api/messages", "Content-Type: application/json\r\n", body));

            answer.Fails(400);
        }
    }

    [Fact]
    public async Task A_body_over_1_MiB_is_413_and_another_content_type_400()
    {
        (await fixture.Host.PostAsync(Center.Messages, Center.Report("s", new string('a', 1024 * 1024)))).Fails(413, "Request body too large");
        (await fixture.Host.AskAsync(HttpMethod.Post, Center.Messages, new StringContent("{}", Encoding.UTF8, "text/plain"))).Fails(400);
        (await fixture.Host.AskAsync(HttpMethod.Post, Center.Messages, null)).Fails(400);
    }

    [Fact]
    public async Task A_body_deeper_than_32_is_refused() =>
        (await fixture.Host.PostAsync(Center.Messages, string.Concat(Enumerable.Repeat("{\"a\":", 33)) + "1" + new string('}', 33))).Fails(400, NotJson);
}
