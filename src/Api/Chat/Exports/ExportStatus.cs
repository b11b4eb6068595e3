using System.Text.Json.Serialization;

namespace Parley.Api.Chat.Exports;

[JsonConverter(typeof(JsonStringEnumConverter<ExportStatus>))]
public enum ExportStatus
{
    [JsonStringEnumMemberName("running")]
    Running,

    [JsonStringEnumMemberName("finished")]
    Finished,

    /// <summary>It is over and not complete.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}
