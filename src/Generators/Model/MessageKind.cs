namespace TypedWs.Generators.Model;

/// <summary>What a message expects in return; the names are those of <c>TypedWs.MessageKind</c>.</summary>
internal enum MessageKind
{
    OneWay,
    Request,
}
