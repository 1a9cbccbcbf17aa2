namespace TypedWs.Generators.Model;

/// <summary>What a message expects in return, and whether it takes a stream along; the names are those of <c>TypedWs.MessageKind</c>.</summary>
internal enum MessageKind
{
    OneWay,
    Request,
    Stream,
    Upload,
    Duplex,
}
