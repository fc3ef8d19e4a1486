"""Print the shell completion for bash, zsh or fish.

\b
bash: eval "$(govledger completion bash)"     in ~/.bashrc
zsh:  eval "$(govledger completion zsh)"      in ~/.zshrc
fish: govledger completion fish | source      in ~/.config/fish/config.fish
"""

import click

from commands.session.options import Command


@click.command(cls=Command, help=__doc__)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    from click.shell_completion import get_completion_class

    cls = get_completion_class(shell)
    assert cls is not None
    completion = cls(ctx.find_root().command, {}, "govledger", "_GOVLEDGER_COMPLETE")
    click.echo(completion.source())
