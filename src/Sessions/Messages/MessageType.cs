namespace Parley.Sessions.Messages;

public enum MessageType
{
    Text,
    Image,
    Video,
    File,
    Audio,
}
