namespace Parley.Workflows.Models.OpenAi;

/// <summary>Settings that were checked: where the model is and how it is called.</summary>
public sealed class OpenAiEndpoint
{
    private const string OpenAiHost = "api.openai.com";

    // Messages name settings and never their values, which may be secret.
    public OpenAiEndpoint(OpenAiSettings settings)
    {
        var address = settings.BaseUrl;
        Require(
            address.IsAbsoluteUri && address is { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" },
            "BaseUrl has to be an http or https address without user, query or fragment.");
        Require(!string.IsNullOrWhiteSpace(settings.Model), "Model has to name the model.");
        Require(
            !string.IsNullOrEmpty(settings.ApiKey) || address.Host != OpenAiHost,
            $"ApiKey is missing, and {OpenAiHost} answers nobody without one.");
        Require(
            settings.ApiKey is null || settings.ApiKey.All(character => character is > ' ' and < '\x7f'),
            "ApiKey has characters that no key has, such as spaces or line ends.");
        Require(settings.Temperature is null or (>= 0 and <= 2), "Temperature has to be from 0 to 2.");
        Require(settings.Timeout > TimeSpan.Zero && settings.Timeout <= TimeSpan.FromDays(1), "Timeout has to be from above 0 to a day.");
        Require(settings.MaxAnswerBytes > 0, "MaxAnswerBytes has to be above 0.");
        Address = new Uri(address.AbsoluteUri.TrimEnd('/'));
        ApiKey = string.IsNullOrEmpty(settings.ApiKey) ? null : settings.ApiKey;
        Model = settings.Model!;
        Temperature = settings.Temperature;
        Timeout = settings.Timeout;
        MaxAnswerBytes = settings.MaxAnswerBytes;
    }

    public Uri Address { get; }

    public string? ApiKey { get; }

    public string Model { get; }

    public float? Temperature { get; }

    public TimeSpan Timeout { get; }

    public int MaxAnswerBytes { get; }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"Ai:OpenAi:{message}");
        }
    }
}
