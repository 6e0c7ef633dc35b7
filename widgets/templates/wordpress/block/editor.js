/* The block in the editor: two texts, drawn as they will show. Its output is made by PHP. */
( function ( blocks, editor, components, element ) {
	'use strict';

	var el = element.createElement;
	var texts = window.iafluenceBlock;

	blocks.registerBlockType( 'iafluence/chatbot', {
		edit: function ( props ) {
			var attributes = props.attributes;

			function field( name ) {
				return el( components.TextControl, {
					key: name,
					label: texts[ name ],
					value: attributes[ name ],
					onChange: function ( value ) {
						var change = {};
						change[ name ] = value;
						props.setAttributes( change );
					}
				} );
			}

			return el(
				'div',
				editor.useBlockProps(),
				el(
					components.Placeholder,
					{ icon: 'format-chat', label: texts.title, instructions: texts.explanation },
					el( 'div', { style: { width: '100%' } }, field( 'button' ), attributes.button ? field( 'ask' ) : null )
				)
			);
		},
		save: function () {
			return null;
		}
	} );
} )( window.wp.blocks, window.wp.blockEditor, window.wp.components, window.wp.element );
