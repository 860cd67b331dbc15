"""Sentences of `score bundle` and `score verify`, in Chinese and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scorer.errors import ScorerError

TEXTS: dict[str, tuple[str, str]] = {
    "comma": ("、", ", "),
    "colon": ("：", ": "),
    "lang": ("提示语的语言：zh 或 en", "language of messages: zh or en"),
    "help": ("显示本帮助并退出", "show this help and stop"),
    # score bundle
    "usage": ("score bundle PATH… --output FILE.zip [选项]", "score bundle PATH… --output FILE.zip [options]"),
    "about": (
        "打成可核验的案卷（zip）：评分卡、复核记录、评分标准的全部文件、版本，报告的校验值或报告本身；可签名。"
        "同样的输入得到同样的字节。",
        "Packs what others can verify into one zip: scorecards, reviews, all files of the rubric, versions, and the"
        " hashes of the reports or the reports; signed with a key. The same input gives the same bytes.",
    ),
    "codes": (
        "退出码：0 已写成；2 用法、评分标准或密钥有误，或写不了（什么也没有写）；3 有文件无法读取（其余已写入）。",
        "exit codes: 0 written; 2 wrong usage, rubric or key, or it cannot be written (nothing is); 3 some input could"
        " not be read, the rest is in the bundle.",
    ),
    "paths": ("报告文件、文件夹或压缩包", "reports, folders or archives"),
    "output": ("写到这个文件（.zip）", "the file to write (.zip)"),
    "with-reports": (
        "把报告也放进去；默认只放校验值，核验时另给报告",
        "put the reports in as well; by default only their hashes, and verifying needs the reports",
    ),
    "sign": (
        "用这个 OpenSSH 私钥（ed25519）签名；需要 pip install '.[sign]'",
        "sign with this OpenSSH private key (ed25519); needs pip install '.[sign]'",
    ),
    "date": (
        "免评以这一天为准，默认今天；只与复核记录有关",
        "the day by which waivers end, today by default; matters with reviews only",
    ),
    "no-path": ("请给出报告文件或文件夹（不能用 -）", "name reports or folders (- will not do)"),
    "no-output": ("请用 --output 写明写到哪个文件", "say with --output which file to write"),
    "nothing": ("没有一份报告能读，不写案卷", "no report could be read, no bundle was written"),
    "written": ("已写入 {count} 份评分卡：{path}", "{count} scorecards written: {path}"),
    # score verify
    "verify.usage": ("score verify BUNDLE [REPORT…] [--key PUB]", "score verify BUNDLE [REPORT…] [--key PUB]"),
    "verify.about": (
        "核验案卷：每个字节是否原样，用其中的评分标准重新评分是否得到同样的评分卡；改了一个字也指出在哪里。",
        "Verifies a bundle: is every byte as it was sealed, and does scoring again by its own rubric give the same"
        " scorecards. One changed character is named.",
    ),
    "verify.codes": (
        "退出码：0 全部相符；1 有改动、缺失或不符，或签名不对；2 用法或密钥有误；"
        "3 打不开或拒绝读取，或缺少报告，没有全部重算。",
        "exit codes: 0 all of it holds; 1 something was changed, is lacking or differs, or the signature is not right;"
        " 2 wrong usage or key; 3 it cannot be read or is refused, or reports are not at hand and not all of it was"
        " worked out again.",
    ),
    "verify.bundle": ("score bundle 写成的文件", "a file that score bundle wrote"),
    "verify.reports": (
        "案卷只有校验值时，报告在哪里：文件、文件夹或压缩包；按内容认，改名不要紧",
        "where the reports are, if the bundle holds only hashes: files, folders or archives, known by content",
    ),
    "verify.key": (
        "认得的公钥（.pub，或 allowed_signers）：须由其中之一签名",
        "public keys that you know (.pub or allowed_signers): one of them must have signed",
    ),
    "verify.head": (
        "{path}：{count} 份评分卡，评分标准 {rubrics}，由 score {program}（Python {python}）制作",
        "{path}: {count} scorecards, rubric {rubrics}, made by score {program} (Python {python})",
    ),
    "verify.holds": (
        "相符：{count} 份评分卡重算后一字不差",
        "holds: {count} scorecards worked out again, byte for byte",
    ),
    "verify.part": (
        "没有全部核验：文件原样，{count} 份重算相符，{lacking} 份因手头没有报告未重算；请在后面给出报告",
        "not all of it was verified: the files are as sealed, {count} scorecards were worked out again, {lacking} were"
        " not for want of the report; name the reports as well",
    ),
    "verify.broken": ("不相符", "does not hold"),
    "flaw.changed": ("被改动，校验值不符", "was changed: not the bytes that the manifest lists"),
    "flaw.changed-line": (
        "第 {line} 行被改动：原为“{was}”，现为“{now}”",
        "line {line} was changed: it was “{was}” and is “{now}”",
    ),
    "flaw.changed-report": ("报告不是评分时的那一份", "is not the report that was scored"),
    "flaw.log": ("复核记录被改动", "the log was changed"),
    "flaw.wrong-hash": (
        "评分卡没有动，是 MANIFEST.sha256 里它的校验值被改动",
        "the scorecard stands; its line in MANIFEST.sha256 was changed",
    ),
    "flaw.manifest-line": ("第 {line} 行不是原来的写法", "line {line} is not as it was written"),
    "flaw.unpack": ("解不开，数据被改动或损坏", "does not unpack: changed or damaged"),
    "flaw.unlisted": ("清单里没有这个文件", "is not listed in the manifest"),
    "flaw.unmentioned": ("案卷里没有说到这个文件", "nothing in the bundle speaks of it"),
    "flaw.absent": ("清单里有，案卷里没有", "is listed and not there"),
    "flaw.archive": (
        "压缩包本身被改动，从第 {at} 字节起（从 0 数起）",
        "the archive itself was changed, from byte {at} on (counted from 0)",
    ),
    "flaw.rubric-files": ("评分标准的文件不全或过大，无法重算", "files of the rubric are lacking or too large"),
    "flaw.rubric-digest": ("评分标准不是评分时的那一套", "is not the rubric that the scorecards were made by"),
    "flaw.rubric-broken": ("案卷里的评分标准不能用：{what}", "the bundled rubric cannot be used: {what}"),
    "flaw.unscored": ("不能重新评分：{what}", "cannot be scored again: {what}"),
    "flaw.field": (
        "{place}：案卷里是 {told}，重算是 {right}",
        "{place}: {told} in the bundle, {right} worked out again",
    ),
    "flaw.more-fields": ("另有 {count} 处不同", "{count} more differences"),
    "other-program": (
        "制作时的 {what} 与这里的不同，评分卡的差别也可能由此而来",
        "it was made with another {what} than there is here; scorecards may differ for that reason",
    ),
    "lacking": ("手头没有报告，未重算：{path}", "not worked out again, the report is not at hand: {path}"),
    "more-lacking": ("另有 {count} 份", "and {count} more"),
    "not-signed": ("没有签名", "not signed"),
    "signature-unread": (
        "有签名，未核验：pip install '.[sign]' 后再用 --key",
        "signed, not checked: needs pip install '.[sign]' and --key",
    ),
    "bad-signature": ("签名不对：清单在签名后被改动，或签名被改动", "the signature is not of this manifest"),
    "other-key": (
        "签名的密钥不在 --key 之内：{fingerprint}",
        "signed by a key that --key does not hold: {fingerprint}",
    ),
    "signed-by": ("签名有效：{fingerprint}", "signed by {fingerprint}"),
    "signed-unknown": (
        "由密钥 {fingerprint} 签名；是谁的密钥，须用 --key 核对",
        "signed by {fingerprint}; whose key that is, only --key can tell",
    ),
    # faults
    "fault.bad-name": ("压缩包里的文件名不合规：{member}", "a name in the archive is not allowed: {member}"),
    "fault.doubled": ("压缩包里有重名文件：{member}", "two files in the archive have one name: {member}"),
    "fault.large-member": (
        "压缩包里的 {member} 过大，超过 {limit} 字节",
        "{member} in the archive is larger than {limit} bytes",
    ),
    "fault.no-manifest": ("不是案卷：没有可读的 MANIFEST.sha256", "no bundle: it has no readable MANIFEST.sha256"),
    "fault.no-contents": ("不是案卷：没有 bundle.json", "no bundle: it has no bundle.json"),
    "fault.bad-contents": ("bundle.json 读不懂：{what}", "bundle.json cannot be understood: {what}"),
    "fault.newer": ("案卷由更新的程序制作（{schema}）", "a newer program made this bundle ({schema})"),
    "fault.newer.mend": ("升级本程序后再核验", "upgrade this program"),
    "fault.refused.mend": ("请制作单位重新发送", "ask the sender for another copy"),
    "fault.moved": ("评分时文件在变动，没有写入", "changed while it was scored and was left out"),
    "fault.moved.mend": ("等文件不再变动后重做", "make the bundle again when it stands still"),
    "fault.rubric-moved": ("评分时评分标准在变动", "the rubric changed while reports were scored"),
    "fault.rubric-moved.mend": ("等文件不再变动后重做", "make the bundle again when it stands still"),
    "fault.unreadable": ("无法读取：{reason}", "cannot be read: {reason}"),
    "fault.unreadable.mend": ("检查路径和权限", "check the path and permissions"),
    "fault.library": ("缺少 {library}，不能签名和核验签名", "{library} is not installed; signatures need it"),
    "fault.library.mend": ("安装：pip install '.[sign]'", "install it: pip install '.[sign]'"),
    "fault.no-private-key": ("不是 OpenSSH 私钥", "holds no OpenSSH private key"),
    "fault.no-private-key.mend": ("用 ssh-keygen -t ed25519 生成一个", "make one with ssh-keygen -t ed25519"),
    "fault.key-kind": ("不是 ed25519 密钥", "the key is not an ed25519 key"),
    "fault.key-kind.mend": ("用 ssh-keygen -t ed25519 生成一个", "make one with ssh-keygen -t ed25519"),
    "fault.locked-key": (
        "私钥有口令，这里无处输入",
        "the key has a passphrase, and there is no terminal to ask for it",
    ),
    "fault.locked-key.mend": ("在终端里运行", "run it in a terminal"),
    "fault.bad-password": ("口令不对，或私钥已损坏", "the passphrase is wrong, or the key is damaged"),
    "fault.bad-password.mend": ("再试一次", "try again"),
    "fault.no-public-key": ("没有 ed25519 公钥", "holds no ed25519 public key"),
    "fault.no-public-key.mend": ("给出 .pub 文件或 allowed_signers", "give a .pub file or allowed signers"),
}


def words(key: str, lang: str, **values: object) -> str:
    """The sentence of a key in a language, with its values filled in."""
    text = TEXTS[key][1 if lang == "en" else 0]
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return text


def in_language(fault: ScorerError, lang: str) -> tuple[str, str]:
    """Message and mend of a fault of a bundle."""
    key = "fault." + fault.code.removeprefix("bundle.")
    mend = key + ".mend" if key + ".mend" in TEXTS else "fault.refused.mend"
    return words(key, lang, **fault.values), words(mend, lang, **fault.values)
