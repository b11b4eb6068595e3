namespace Parley.Sessions.Catalog;

public enum MessageSort
{
    CreatedAt,
    UpdatedAt,
    Confidence,
    SatisfactionScore,
    MessageType,
    SenderName,
}
