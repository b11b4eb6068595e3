using Parley.Api.Tests.Host;
using Parley.Api.Tests.InstantMessaging;
using Xunit;

namespace Parley.Api.Tests.InfoCenter;

[Collection(nameof(CenterHost))]
public sealed class StaffTests(CenterHost fixture)
{
    private static readonly string[] Members = ["id", "platform", "platformUserId", "name", "status", "roles", "tags", "metadata", "createdAt", "updatedAt"];

    [Fact]
    public async Task What_is_not_given_has_its_default()
    {
        var (platform, name) = (Center.NewId("p"), Center.NewId("王五"));

        var member = (await fixture.Host.PostAsync(Center.Staff, new { platform, platformUserId = "wx", name })).Data(201);

        Assert.Equal(Members, member.Names());
        Assert.StartsWith("staff-", member.Text("id"), StringComparison.Ordinal);
        Assert.Equal((platform, "wx", name, "active", """["staff"]""", "[]", "{}"), (
            member.Text("platform"), member.Text("platformUserId"), member.Text("name"), member.Text("status"), member.GetProperty("roles").GetRawText(),
            member.GetProperty("tags").GetRawText(), member.GetProperty("metadata").GetRawText()));
        Assert.Equal(member.Text("createdAt"), member.Text("updatedAt"));
        Assert.Equal(member.GetRawText(), (await fixture.Host.GetAsync($"{Center.Staff}/{member.Text("id")}")).Data().GetRawText());
    }

    [Fact]
    public async Task What_is_given_is_kept()
    {
        var id = Center.NewId("员工/");
        var body = new { id, platform = Center.NewId("p"), platformUserId = "wx", name = "李四", status = "inactive", roles = new[] { "staff", "supervisor" }, tags = new[] { "售前", "VIP" }, metadata = new { level = "高级" } };

        var member = (await fixture.Host.PostAsync(Center.Staff, body)).Data(201);

        Assert.Equal((id, "inactive", """["staff","supervisor"]""", """["售前","VIP"]""", """{"level":"高级"}"""), (
            member.Text("id"), member.Text("status"), member.GetProperty("roles").GetRawText(), member.GetProperty("tags").GetRawText(), member.GetProperty("metadata").GetRawText()));
        Assert.Equal(member.GetRawText(), (await fixture.Host.GetAsync($"{Center.Staff}/{Uri.EscapeDataString(id)}")).Data().GetRawText());
    }

    [Fact]
    public async Task The_same_person_or_id_again_is_409()
    {
        var (id, platform) = (Center.NewId("staff"), Center.NewId("p"));
        (await fixture.Host.PostAsync(Center.Staff, new { id, platform, platformUserId = "1", name = "n" })).Data(201);
        (await fixture.Host.PostAsync(Center.Staff, new { platform, platformUserId = "2", name = "n" })).Data(201);

        (await fixture.Host.PostAsync(Center.Staff, new { platform, platformUserId = "1", name = "other" })).Fails(409, "Staff already exists");
        (await fixture.Host.PostAsync(Center.Staff, new { id, platform, platformUserId = "3", name = "other" })).Fails(409, "Staff already exists");
        (await fixture.Host.PutAsync($"{Center.Staff}/{id}", new { platformUserId = "2" })).Fails(409, "Staff already exists");
        (await fixture.Host.PutAsync($"{Center.Staff}/{id}", new { platformUserId = "1", platform })).Data();

        Assert.Equal(200, (await fixture.Host.DeleteAsync($"{Center.Staff}/{id}")).Status);
        (await fixture.Host.PostAsync(Center.Staff, new { id, platform, platformUserId = "1", name = "n" })).Data(201);
    }

    [Fact]
    public async Task A_PUT_changes_what_it_names()
    {
        var member = (await fixture.Host.PostAsync(Center.Staff, new { platform = Center.NewId("p"), platformUserId = "1", name = "n", tags = new[] { "a" } })).Data(201);
        var path = $"{Center.Staff}/{member.Text("id")}";

        var changed = (await fixture.Host.PutAsync(path, new { name = "新", status = "inactive", roles = Array.Empty<string>(), metadata = new { x = 1 }, id = "ignored" })).Data();

        Assert.Equal(("新", "inactive", "[]", """["a"]""", """{"x":1}""", member.Text("id")), (
            changed.Text("name"), changed.Text("status"), changed.GetProperty("roles").GetRawText(), changed.GetProperty("tags").GetRawText(), changed.GetProperty("metadata").GetRawText(), changed.Text("id")));
        Assert.Equal(changed.GetRawText(), (await fixture.Host.GetAsync(path)).Data().GetRawText());
        (await fixture.Host.PutAsync(path, new { status = "away" })).Fails(400, "Invalid value for status: must be one of active, inactive");
        (await fixture.Host.PutAsync(path, new { name = "" })).Fails(400, "Invalid value for name: must be a text of 1 to 128 characters");
    }

    [Theory]
    [InlineData("""{"platformUserId":"1","name":"n"}""", "Missing required field: platform")]
    [InlineData("""{"platform":"p","name":"n"}""", "Missing required field: platformUserId")]
    [InlineData("""{"platform":"p","platformUserId":"1","name":null}""", "Missing required field: name")]
    [InlineData("""{"platform":"p","platformUserId":"1","name":"n","id":7}""", "Invalid value for id: must be a text of 1 to 128 characters")]
    [InlineData("""{"platform":"p","platformUserId":"1","name":"n","status":"x"}""", "Invalid value for status: must be one of active, inactive")]
    [InlineData("""{"platform":"p","platformUserId":"1","name":"n","roles":"staff"}""", "Invalid value for roles: must be a list of at most 32 texts of 1 to 64 characters")]
    [InlineData("""{"platform":"p","platformUserId":"1","name":"n","metadata":[]}""", "Invalid value for metadata: must be an object")]
    public async Task A_bad_creation_gets_its_answer(string body, string error) => (await fixture.Host.PostAsync(Center.Staff, body)).Fails(400, error);

    [Fact]
    public async Task Who_is_not_there_is_not_found()
    {
        var path = $"{Center.Staff}/{Center.NewId("nobody")}";
        (await fixture.Host.GetAsync(path)).Fails(404, "Staff not found");
        (await fixture.Host.PutAsync(path, new { name = "n" })).Fails(404, "Staff not found");
        (await fixture.Host.DeleteAsync(path)).Fails(404, "Staff not found");
    }

    [Fact]
    public async Task A_deleted_member_is_gone()
    {
        var member = (await fixture.Host.PostAsync(Center.Staff, new { platform = Center.NewId("p"), platformUserId = "1", name = "n" })).Data(201);
        var path = $"{Center.Staff}/{member.Text("id")}";

        var deleted = await fixture.Host.DeleteAsync(path);

        Assert.Equal((200, """{"success":true,"message":"Staff deleted successfully"}"""), (deleted.Status, deleted.Text));
        (await fixture.Host.GetAsync(path)).Fails(404);
        (await fixture.Host.DeleteAsync(path)).Fails(404);
    }

    [Fact]
    public async Task Lists_have_every_filter_and_pages_oldest_first()
    {
        var platform = Center.NewId("p");
        for (var i = 0; i < 7; i++)
        {
            (await fixture.Host.PostAsync(Center.Staff, new { platform, platformUserId = $"{i}", name = i % 2 == 0 ? $"Anna{i}" : $"李四{i}", status = i < 5 ? "active" : "inactive" })).Data(201);
        }

        Assert.Equal("Anna0,李四1,Anna2,李四3,Anna4,李四5,Anna6", await NamesAsync(""));
        Assert.Equal("李四5,Anna6", await NamesAsync("&status=inactive"));
        Assert.Equal("Anna0,Anna2,Anna4,Anna6", await NamesAsync("&search=NNA"));
        Assert.Equal("李四1,李四3", await NamesAsync("&search=%E6%9D%8E&status=active"));
        Assert.Equal("", await NamesAsync("&search=nobody"));
        Assert.Equal("Anna6", await NamesAsync("&page=3&pageSize=3"));

        var first = await fixture.Host.GetAsync($"{Center.Staff}?platform={platform}&pageSize=3");
        Assert.Equal(["success", "data", "pagination"], first.Json.Names());
        var pagination = first.Json.GetProperty("pagination");
        Assert.Equal(["page", "pageSize", "total", "totalPages", "nextCursor"], pagination.Names());
        Assert.Equal(("1", "3", "7", "3"), (pagination.Text("page"), pagination.Text("pageSize"), pagination.Text("total"), pagination.Text("totalPages")));
        Assert.Equal("李四3,Anna4,李四5", await NamesAsync($"&pageSize=3&cursor={pagination.Text("nextCursor")}"));
        Assert.Null((await fixture.Host.GetAsync($"{Center.Staff}?platform={platform}")).Json.GetProperty("pagination").TextOrNull("nextCursor"));
        (await fixture.Host.GetAsync($"{Center.Staff}?status=x")).Fails(400, "Invalid value for status: must be one of active, inactive");
        (await fixture.Host.GetAsync($"{Center.Staff}?cursor=x")).Fails(400);
        (await fixture.Host.GetAsync($"{Center.Staff}?pageSize=201")).Fails(400, "Invalid value for pageSize: must be a whole number from 1 to 200");

        async Task<string> NamesAsync(string query) =>
            string.Join(',', (await fixture.Host.ListAsync($"{Center.Staff}?platform={platform}{query}")).Select(member => member.Text("name")));
    }

    [Fact]
    public async Task Many_at_once_are_all_kept_and_no_two_are_the_same()
    {
        var platform = Center.NewId("p");

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => fixture.Host.PostAsync(
            Center.Staff, new { platform, platformUserId = $"{i % 40}", name = "n", metadata = new { text = new string('中', 5000) } })));

        Assert.Equal((40, 20), (answers.Count(answer => answer.Status == 201), answers.Count(answer => answer.Status == 409)));
        var listed = await fixture.Host.ListAsync($"{Center.Staff}?platform={platform}&pageSize=200");
        Assert.Equal(40, listed.Select(member => member.Text("platformUserId")).Distinct().Count());
        Assert.Equal(listed.Select(member => member.Text("createdAt")).Order(), listed.Select(member => member.Text("createdAt")));
    }
}
