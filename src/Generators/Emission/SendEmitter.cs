using System.Collections.Generic;
using System.Linq;
using TypedWs.Generators.Model;

namespace TypedWs.Generators.Emission;

/// <summary>Emits the methods that send a message, for everything that can send it.</summary>
internal static class SendEmitter
{
    private const string Token = Names.CancellationToken + " cancellationToken = default";

    public static void Emit(SourceWriter writer, MessageModel message, string prefix)
    {
        string heading = $"public {MessageTypes.TaskOf(message)} {MessageTypes.SendOf(message)}";
        string send = message switch
        {
            { Kind: MessageKind.OneWay } => "SendAsync",
            { IsStreamed: true } => "RequestStream",
            _ => "RequestAsync",
        };
        string stream = MessageTypes.StreamArgumentOf(message);
        string method = $"{prefix}Methods.{Identifiers.Escape(message.Name)}";

        writer.Line();
        MessageDocumentation.EmitSend(writer, message);
        MessageDocumentation.EmitMessage(writer);
        MessageDocumentation.EmitStream(writer, message);
        MessageDocumentation.EmitSendEnd(writer, message);
        if (message.Overload is not null || message.IsPlainRequest)
        {
            writer.Line("[global::System.Runtime.CompilerServices.OverloadResolutionPriority(1)]");
        }

        writer.Line($"{heading}({message.Type} message{MessageTypes.StreamParameterOf(message)}, {Token})");
        writer.Continue($"=> {send}({method}, message{stream}, cancellationToken);");
        if (message.IsPlainRequest)
        {
            EmitTimed(writer, message, $"{heading}({message.Type} message, {Names.TimeSpan} timeout, {Token})", method);
        }

        if (message.Overload is null)
        {
            return;
        }

        EquatableArray<ParameterModel> parameters = message.Overload.Parameters;
        writer.Line();
        MessageDocumentation.EmitSend(writer, message);
        foreach (ParameterModel parameter in parameters)
        {
            MessageDocumentation.EmitParameter(writer, parameter);
        }

        MessageDocumentation.EmitStream(writer, message);
        MessageDocumentation.EmitSendEnd(writer, message);
        writer.Line($"{heading}({string.Join(", ", Declare(message, parameters))})");
        string arguments = string.Join(", ", parameters.Select(static parameter => parameter.Name));
        writer.Continue($"=> {send}({method}, new {message.Type}({arguments}){stream}, cancellationToken);");
    }

    /// <summary>No member of a message can take this call: where the first one has the message's type, there is no overload that takes the members.</summary>
    private static void EmitTimed(SourceWriter writer, MessageModel message, string heading, string method)
    {
        writer.Line();
        MessageDocumentation.EmitSend(writer, message);
        MessageDocumentation.EmitMessage(writer);
        MessageDocumentation.EmitTimeout(writer);
        MessageDocumentation.EmitSendEnd(writer, message);
        writer.Line(heading);
        writer.Continue($"=> RequestAsync({method}, message, timeout, cancellationToken);");
    }

    /// <summary>The stream stands before the first parameter that may be left out, where C# wants it.</summary>
    private static IEnumerable<string> Declare(MessageModel message, EquatableArray<ParameterModel> parameters)
    {
        int required = parameters.Count(static parameter => parameter.Default is null);
        string[] stream = message.TakesStream ? [MessageTypes.StreamParameterOf(message).TrimStart(',', ' ')] : [];
        return parameters.Take(required).Select(Declare).Concat(stream).Concat(parameters.Skip(required).Select(Declare)).Append(Token);

        static string Declare(ParameterModel parameter)
            => $"{parameter.Type} {parameter.Name}" + (parameter.Default is null ? string.Empty : $" = {parameter.Default}");
    }
}
