using System.Text.RegularExpressions;
using Parley.Api.Tests.InstantMessaging;
using Xunit;

namespace Parley.Api.Tests.Host;

[Collection(nameof(DefaultHost))]
public sealed class DocumentedCommandsTests(DefaultHost fixture)
{
    [Theory]
    [InlineData("README.md", 6)]
    [InlineData("docs/contracts/auto-session.md", 3)]
    [InlineData("docs/contracts/instant-messaging.md", 2)]
    [InlineData("docs/contracts/information-centre.md", 6)]
    [InlineData("docs/contracts/agent-sessions.md", 3)]
    [InlineData("docs/contracts/chat.md", 4)]
    public async Task The_documented_commands_work_as_they_stand(string file, int atLeast)
    {
        // The documents' reader has had a reply by the time that he looks at the counts.
        var session = Conversation.NewSession();
        await fixture.Host.PostMessageAsync(session, "hi");
        await fixture.Host.SettledAsync(session, 1);
        var text = await File.ReadAllTextAsync(Path.Combine(Root(), file));
        var blocks = Regex.Matches(text, "```sh\n(.*?)```", RegexOptions.Singleline).Select(match => match.Groups[1].Value).Where(block => block.Contains("curl", StringComparison.Ordinal)).ToList();

        Assert.InRange(blocks.Count, atLeast, int.MaxValue);
        foreach (var block in blocks)
        {
            var here = block.Replace("http://127.0.0.1:8080", fixture.Host.Address.ToString().TrimEnd('/'), StringComparison.Ordinal);
            Assert.NotEqual(block, here);
            Assert.NotEqual("", await Shell.RunAsync(here));
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Parley.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }
}
