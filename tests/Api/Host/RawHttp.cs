using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Parley.Hosting;

namespace Parley.Api.Tests.Host;

/// <summary>Requests byte for byte, for those that a well-behaved client refuses to send.</summary>
internal static class RawHttp
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static Task<Answer> SendAsync(ParleyHost host, string requestLine, string headers = "", string body = "") =>
        SendAsync(host, Request(requestLine, headers, Encoding.UTF8.GetBytes(body)));

    public static byte[] Request(string requestLine, string headers, byte[] body)
    {
        var length = body.Length > 0 && !headers.Contains("Transfer-Encoding", StringComparison.OrdinalIgnoreCase) ? $"Content-Length: {body.Length}\r\n" : "";
        return [.. Encoding.UTF8.GetBytes($"{requestLine} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{length}{headers}\r\n"), .. body];
    }

    public static async Task<Answer> SendAsync(ParleyHost host, byte[] request)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        using var client = new TcpClient();
        await client.ConnectAsync(host.Address.Host, host.Address.Port, deadline.Token);
        var stream = client.GetStream();
        var answer = new MemoryStream();
        try
        {
            await stream.WriteAsync(request, deadline.Token);
            await stream.CopyToAsync(answer, deadline.Token);
        }
        catch (IOException) when (answer.Length > 0)
        {
            // The service may answer and hang up before it has read everything.
        }

        return Parse(Encoding.UTF8.GetString(answer.ToArray()));
    }

    private static Answer Parse(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            throw new FormatException($"Not an answer: '{text}'");
        }

        var lines = text[..end].Split("\r\n");
        var headers = lines[1..].Select(line => line.Split(": ", 2)).ToDictionary(line => line[0].ToLowerInvariant(), line => line[1]);
        var body = text[(end + 4)..];
        return new Answer(
            int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture),
            headers,
            headers.ContainsKey("transfer-encoding") ? Unchunk(body) : body);
    }

    private static string Unchunk(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var text = new MemoryStream();
        for (var position = 0; position < bytes.Length;)
        {
            var line = Array.IndexOf(bytes, (byte)'\n', position);
            var length = int.Parse(Encoding.ASCII.GetString(bytes, position, line - position).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            text.Write(bytes, line + 1, length);
            position = line + 1 + length + 2;
            if (length == 0)
            {
                break;
            }
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }
}
