namespace Kiosk.Bench.Window;

/// <summary>The configuration of the window's own tmux: two sides and nothing else; the user's tmux is not touched.</summary>
internal static class TmuxConfig
{
    public const string Text = """
        set -g default-terminal "tmux-256color"
        set -g default-shell /bin/sh
        set -g status off
        set -g mouse on
        set -g prefix None
        set -g prefix2 None
        set -g escape-time 25
        set -g history-limit 0
        set -g remain-on-exit off
        set -g exit-empty on
        set -g destroy-unattached on
        set -g detach-on-destroy on
        set -g pane-border-status top
        set -g pane-border-format " #[bold]#{?#{==:#{pane_index},0},The stand (受付),Staff (職員)}#[default]  F9 or click: other side  Ctrl+Q: leave "
        set -g pane-active-border-style fg=green
        set -g allow-rename off
        set -g set-titles on
        set -g set-titles-string "Kiosk.Pi"
        unbind -a -T root
        unbind -a -T prefix
        bind -n MouseDown1Pane select-pane -t = \; send -M
        bind -n F9 select-pane -Z -t :.+
        bind -n C-q kill-session
        set-hook -g pane-exited kill-session
        """;
}
