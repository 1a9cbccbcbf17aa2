namespace TypedWs.Generators.Model;

/// <summary>The side that sends a message; the names are those of <c>TypedWs.MessageSender</c>.</summary>
internal enum MessageSender
{
    Client,
    Server,
}
