namespace Parley.Sessions.Messages;

public enum SenderRole
{
    User,
    Assistant,
    Staff,
    System,
    Account,
    Customer,
}
