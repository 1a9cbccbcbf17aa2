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
        string send = message.Kind == MessageKind.OneWay ? "SendAsync" : "RequestAsync";
        string method = $"{prefix}Methods.{Identifiers.Escape(message.Name)}";

        writer.Line();
        MessageDocumentation.EmitSend(writer, message);
        MessageDocumentation.EmitMessage(writer);
        MessageDocumentation.EmitSendEnd(writer, message);
        if (message.Overload is not null)
        {
            writer.Line("[global::System.Runtime.CompilerServices.OverloadResolutionPriority(1)]");
        }

        writer.Line($"{heading}({message.Type} message, {Token})");
        writer.Continue($"=> {send}({method}, message, cancellationToken);");
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

        MessageDocumentation.EmitSendEnd(writer, message);
        writer.Line($"{heading}({string.Join(", ", Declare(parameters))})");
        string arguments = string.Join(", ", parameters.Select(static parameter => parameter.Name));
        writer.Continue($"=> {send}({method}, new {message.Type}({arguments}), cancellationToken);");
    }

    private static IEnumerable<string> Declare(EquatableArray<ParameterModel> parameters)
        => parameters
            .Select(static parameter => $"{parameter.Type} {parameter.Name}" + (parameter.Default is null ? string.Empty : $" = {parameter.Default}"))
            .Append(Token);
}
