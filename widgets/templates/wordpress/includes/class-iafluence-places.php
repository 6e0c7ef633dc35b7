<?php
/**
 * Shortcode and block.
 *
 * @package IAfluence
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * [iafluence] and the block of the same name: show the chatbot on the page where they stand, and draw a button that opens it if they
 * are given a text for one.
 */
final class IAfluence_Places {

	const SHORTCODE = 'iafluence';

	public static function register() {
		add_action( 'init', array( __CLASS__, 'init' ) );
	}

	public static function init() {
		load_plugin_textdomain( 'iafluence', false, dirname( plugin_basename( IAFLUENCE_FILE ) ) . '/languages' );
		add_shortcode( self::SHORTCODE, array( __CLASS__, 'shortcode' ) );
		wp_register_script( 'iafluence-open', plugins_url( 'public/open.js', IAFLUENCE_FILE ), array(), IAFLUENCE_VERSION, true );
		wp_register_script(
			'iafluence-block',
			plugins_url( 'block/editor.js', IAFLUENCE_FILE ),
			array( 'wp-blocks', 'wp-block-editor', 'wp-components', 'wp-element' ),
			IAFLUENCE_VERSION,
			true
		);
		wp_add_inline_script( 'iafluence-block', 'window.iafluenceBlock = ' . wp_json_encode( self::editor_texts(), JSON_HEX_TAG | JSON_HEX_AMP ) . ';', 'before' );
		register_block_type( dirname( IAFLUENCE_FILE ) . '/block', array( 'render_callback' => array( __CLASS__, 'block' ) ) );
	}

	/**
	 * The shortcode's output.
	 *
	 * @param array|string $given Its attributes.
	 * @return string
	 */
	public static function shortcode( $given ) {
		$names = array( 'chatbot', 'color', 'side', 'theme', 'locale', 'open', 'button', 'ask' );
		return self::render( shortcode_atts( array_fill_keys( $names, '' ), (array) $given, self::SHORTCODE ) );
	}

	/**
	 * The block's output.
	 *
	 * @param array $given Its attributes.
	 * @return string
	 */
	public static function block( $given ) {
		$html = self::render( $given );
		return '' === $html ? '' : '<div ' . get_block_wrapper_attributes() . '>' . $html . '</div>';
	}

	private static function render( $given ) {
		$given   = array_filter( (array) $given, 'is_scalar' );
		$options = IAfluence_Options::all();
		if ( ! IAfluence_Rules::is_page() || ! IAfluence_Rules::allow_user( $options['users'], is_user_logged_in() ) ) {
			return '';
		}
		$here = array_intersect_key( array_filter( $given, 'strlen' ), array_flip( array( 'chatbot', 'color', 'side', 'theme', 'locale' ) ) );
		if ( isset( $given['open'] ) && '' !== (string) $given['open'] ) {
			$here['open'] = filter_var( $given['open'], FILTER_VALIDATE_BOOLEAN );
		}
		$clean   = IAfluence_Options::sanitize( array_merge( $options, $here ) );
		$chatbot = '' === $clean['chatbot'] ? IAfluence_Installation::CHATBOT : $clean['chatbot'];
		IAfluence_Tag::ask_for( $clean, $chatbot );

		$text = isset( $given['button'] ) ? sanitize_text_field( (string) $given['button'] ) : '';
		if ( '' === $text ) {
			return '';
		}
		wp_enqueue_script( 'iafluence-open' );
		$ask = isset( $given['ask'] ) ? sanitize_text_field( (string) $given['ask'] ) : '';
		return sprintf(
			'<button type="button" class="wp-element-button iafluence-open" data-iafluence-open="%s"%s>%s</button>',
			esc_attr( $chatbot ),
			'' === $ask ? '' : ' data-iafluence-ask="' . esc_attr( $ask ) . '"',
			esc_html( $text )
		);
	}

	private static function editor_texts() {
		return array(
			'title'       => __( 'Chatbot', 'iafluence' ),
			'explanation' => __( 'The chatbot appears on this page. Enter a text to add a button that opens it, or leave this empty.', 'iafluence' ),
			'button'      => __( 'Button text', 'iafluence' ),
			'ask'         => __( 'Question sent on click', 'iafluence' ),
		);
	}
}
