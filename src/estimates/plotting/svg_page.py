"""The page of an interactive figure, with its style and its script: focus, keys, sorting, a claimant's other claims."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from attrs import frozen

from estimates.errors import FormatError
from estimates.model.files import replace_files, usable_path
from estimates.model.markup import escape_html

STYLE: Final = (
    ".es-figure{margin:0;font-family:sans-serif}"
    ".es-sort{margin:0 0 .5em;font-size:.9em}"
    ".es-sort button{font:inherit;margin-right:.3em;padding:.15em .6em}"
    ".es-sort button[aria-pressed=true]{font-weight:bold;border-width:2px}"
    ".es-claim{cursor:pointer;outline:none}"
    ".es-claim:focus .es-back,.es-claim:hover .es-back{fill:rgba(120,140,170,.16)}"
    ".es-claim:focus-visible .es-back{stroke:currentColor;stroke-width:1}"
    ".es-lit .es-claim:not(.es-kin):not(.es-on){opacity:.45}"
    ".es-kin .es-back{fill:rgba(200,150,60,.18)}"
    ".es-details{min-height:6em;font-size:.9em;max-width:60em}"
    ".es-details dl{display:grid;grid-template-columns:max-content 1fr;gap:.1em .8em;margin:.3em 0}"
    ".es-details dt{font-weight:bold}.es-details dd{margin:0}"
)

# A function of the id of the figure; it reads only what stands in the figure, and writes no text.
SCRIPT: Final = """function(id){
var figure=document.getElementById(id);if(!figure)return;
var claims=Array.prototype.slice.call(figure.querySelectorAll('.es-claim'));
var shown=null,pinned=null;
function detail(row){return document.getElementById(id+'-'+row.dataset.claim)}
function show(row){
 if(shown===row)return;hide();shown=row;row.classList.add('es-on');figure.classList.add('es-lit');
 claims.forEach(function(other){if(other!==row&&other.dataset.who===row.dataset.who)other.classList.add('es-kin')});
 var box=detail(row);if(box)box.hidden=false}
function hide(){
 if(shown){var box=detail(shown);if(box)box.hidden=true;shown.classList.remove('es-on')}
 claims.forEach(function(other){other.classList.remove('es-kin')});figure.classList.remove('es-lit');shown=null}
function order(list){return Array.prototype.slice.call(list.querySelectorAll('.es-claim'))}
claims.forEach(function(row){
 row.addEventListener('focus',function(){pinned=row;show(row)});
 row.addEventListener('blur',function(){pinned=null;hide()});
 row.addEventListener('mouseenter',function(){show(row)});
 row.addEventListener('mouseleave',function(){hide();if(pinned)show(pinned)});
 row.addEventListener('click',function(){row.focus()});
 row.addEventListener('keydown',function(event){
  var all=order(figure),at=all.indexOf(row),to=null;
  if(event.key==='ArrowDown')to=all[at+1];else if(event.key==='ArrowUp')to=all[at-1];
  else if(event.key==='Home')to=all[0];else if(event.key==='End')to=all[all.length-1];
  else if(event.key==='Escape'){row.blur();return}else return;
  event.preventDefault();if(to)to.focus()})});
function value(row,by){
 return by==='value'?Number(row.dataset.value):by==='date'?row.dataset.date:row.dataset.name}
function sort(by){
 Array.prototype.forEach.call(figure.querySelectorAll('[role=list]'),function(list){
  var rows=Array.prototype.slice.call(list.children);
  rows.sort(function(a,b){return a.dataset.place-b.dataset.place});
  var ys=rows.filter(function(row){return row.classList.contains('es-claim')})
   .map(function(row){return Number(row.dataset.y)});
  var mine=rows.filter(function(row){return row.classList.contains('es-claim')});
  if(by!=='drawn')mine.sort(function(a,b){
   var x=value(a,by),y=value(b,by);return x<y?-1:x>y?1:a.dataset.place-b.dataset.place});
  mine.forEach(function(row,n){
   var y=by==='drawn'?Number(row.dataset.y):ys[n];
   row.setAttribute('transform','translate(0 '+y+')')});
  rows.forEach(function(row){
   if(row.classList.contains('es-heading'))row.style.display=by==='drawn'?'':'none'});
  var rest=rows.filter(function(row){return !row.classList.contains('es-claim')});
  if(by==='drawn')rows.forEach(function(row){list.appendChild(row)});
  else mine.concat(rest).forEach(function(row){list.appendChild(row)})})}
Array.prototype.forEach.call(figure.querySelectorAll('.es-sort button'),function(button){
 button.addEventListener('click',function(){
  Array.prototype.forEach.call(figure.querySelectorAll('.es-sort button'),function(other){
   other.setAttribute('aria-pressed',String(other===button))});
  sort(button.dataset.by)})})}"""


@frozen
class Interactive:
    """A figure as a page of its own, without any file or script from elsewhere.

    Parameters
    ----------
    html : str
        The fragment: controls, the SVG, and what is said of each claim.
    title : str
    language : str
        The code of the language in which the figure speaks.

    See Also
    --------
    interactive : Returns it.
    """

    html: str
    title: str
    language: str = "en"

    def _repr_html_(self) -> str:
        return self.html

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Save the page as one HTML file, and return where it is.

        Raises
        ------
        FormatError
            If the ending is not ``.html`` or ``.htm``, or the folder is not there.
        WriteError
            If the file cannot be written. Then it is as it was.
        """
        target = usable_path(path, "an interactive figure")
        if target.suffix.lower() not in (".html", ".htm"):
            raise FormatError(f"an interactive figure is saved as .html (got {target.name!r})")
        if not target.parent.is_dir():
            raise FormatError(f"there is no folder {str(target.parent)!r} to save {target.name!r} in; make it first")
        page = (
            f'<!DOCTYPE html>\n<html lang="{self.language}"><head><meta charset="utf-8">'
            f"<title>{escape_html(self.title)}</title>"
            '<meta name="viewport" content="width=device-width, initial-scale=1"></head>'
            f"<body>\n{self.html}\n</body></html>\n"
        )
        replace_files({target: page.encode("utf-8", "replace")})
        return target
